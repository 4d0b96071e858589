### 한국어. 코드가 쓰는 문장은 모두 여기에 있어요. 열쇠와 값은 en.ftl과 같아야 해요(tests/unit/test_locale.py).
### 해요체로 쓰고, 값 바로 뒤에는 조사를 붙이지 않아요. «: » « · » 를 쓰거나 조사가 정해진 명사를 뒤에 두세요(«{ $tag } 태그를»).

### 요일 (목록의 값으로)

days-every = 매일
days-weekdays = 평일
days-weekend = 주말

