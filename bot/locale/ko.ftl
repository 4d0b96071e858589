### 한국어. 코드가 쓰는 문장은 모두 여기에 있어요. 열쇠와 값은 en.ftl과 같아야 해요(tests/unit/test_locale.py).
### 해요체로 쓰고, 값 바로 뒤에는 조사를 붙이지 않아요. «: » « · » 를 쓰거나 조사가 정해진 명사를 뒤에 두세요(«{ $tag } 태그를»).

### 요일 (목록의 값으로)

days-every = 매일
days-weekdays = 평일
days-weekend = 주말


### read: 문서를 읽지 못한 까닭

refused-not-utf8 = UTF-8 텍스트가 아니에요. 파일을 UTF-8로 저장하고 다시 가져와 주세요.
refused-too-large = 파일이 너무 커요. 한도: { $megabytes } MB
refused-conflict = 여기에 git 충돌 표시가 남아 있어요. 충돌을 해결하고 다시 가져와 주세요.
refused-empty = 논문이 들어 있지 않아요.
refused-no-date = 날짜가 없는 페이지예요. 첫 줄에 2025-06-02처럼 날짜를 쓰거나 --date로 알려 주세요.
refused-bad-date = 없는 날짜예요: { $text }
refused-future-date = 일주일보다 더 뒤의 날짜예요: { $date }. 연도가 맞나요?
refused-no-authors = 제목 다음 줄에는 저자가 괄호 안에 있어야 해요. 대신 있는 줄: { $text }
