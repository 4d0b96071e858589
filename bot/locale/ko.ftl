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

### 데이터베이스를 쓸 수 없을 때 (stderr에 한 줄)

store-newer = 데이터베이스의 버전이 { $found }인데 이 Paperboy는 { $known }까지만 알아요: { $path } · 이 파일을 쓴 새 Paperboy를 실행하거나 백업을 복원하세요.
store-not-a-database = 데이터베이스 파일이 아니에요: { $path } · PAPERBOY_DATABASE_URL에 다른 파일을 적거나 이 파일을 옮기세요.
store-not-ours = 다른 프로그램의 데이터베이스예요: { $path } · PAPERBOY_DATABASE_URL에 다른 파일을 적으세요.
store-damaged = 데이터베이스가 손상됐어요: { $path } · 백업을 복원하세요. 방법은 docs/operating.md에 있어요.
store-read-only = 데이터베이스에 쓸 수 없어요: { $path } · 이 사용자에게 파일과 폴더의 쓰기 권한을 주세요.
store-cannot-open = 데이터베이스를 열 수 없어요: { $path } ({ $reason })
store-full = 디스크가 가득 차서 쓰지 못했어요: { $path } · 저장된 것은 그대로 있으니 공간을 비우고 다시 해 보세요.
store-locked = 다른 프로그램이 데이터베이스를 잠그고 있어요: { $path } · 그 일이 끝난 뒤에 다시 해 보세요.
store-disk = 디스크 오류가 났어요: { $path } ({ $reason }) · 디스크를 확인하세요. 쓰다 만 것은 남지 않아요.
store-copy-damaged = 복사본이 손상되어 남기지 않았어요: { $path } · 디스크를 확인하고 다시 해 보세요.
store-copy-exists = 이미 있는 파일이에요: { $path } · 아직 없는 파일 이름을 적으세요.

### 설정 (설정 이름과 쌍점 뒤에)

setting-language = Paperboy가 쓰지 않는 언어예요: «{ $value }» · ko 또는 en이라고 적으세요.
setting-zone = 없는 시간대예요: «{ $value }» · 이런 이름으로 적으세요: { $nearest }
setting-database = 쓸 수 없는 데이터베이스 주소예요: «{ $value }» · 이렇게 적으세요: sqlite:///data/paperboy.sqlite3 (절대 경로는 빗금 네 개)
setting-source = 폴더가 없어요: { $path } · 있는 폴더를 쉼표로 나누어 적으세요.
setting-tags = 파일이 없어요: { $path } · bot/tags.toml과 같은 모양의 파일을 적으세요.
setting-file = 글로 읽을 수 없는 파일이에요: { $path } · 값이 담긴 읽을 수 있는 파일을 적으세요.
setting-env-file = 파일을 읽을 수 없어요. PAPERBOY_LANGUAGE=ko 같은 줄이 담긴 UTF-8 파일이어야 해요.
setting-choice = 쓸 수 없는 값이에요. 이 중 하나를 적으세요: { $choices }
setting-value = 쓸 수 없는 값이에요. 알맞은 값은 docs/operating.md에 있어요.

### 명령줄

cli-unexpected = 있어서는 안 되는 일이 생겼어요: { $error } · PAPERBOY_LOG_LEVEL=debug로 실행하면 어디인지 보여요. 알려 주시면 고칠게요.
cli-no-database = 아직 데이터베이스가 없어요: { $path } · «paperboy run»을 실행하면 만들어져요.
cli-no-file = 그런 파일이나 폴더가 없어요: { $path }
cli-format = 없는 형식이에요. 이 중 하나를 적으세요: { $formats }
cli-no-tag = 이 태그가 달린 논문이 없어요: «{ $tag }» · 비슷한 태그: { $nearest }
cli-date = 날짜가 아니에요: «{ $text }» · 2025-06-02 같은 날짜를 적으세요.
cli-language = Paperboy가 쓰지 않는 언어예요: «{ $text }» · ko 또는 en이라고 적으세요.
cli-zone = 없는 시간대예요: «{ $text }» · 비슷한 시간대: { $nearest }
cli-instant = 시각이 아니에요: «{ $text }» · 이렇게 적으세요: 2025-06-03T09:00+09:00
cli-reading = 읽는 중
import-counts = 추가 { $added } · 변경 { $changed } · 그대로 { $unchanged } · 보관 { $archived } · 거절 { $refused }
tick-posted = 올렸어요: { $place } · 논문 { $papers }편
tick-corrected = 고쳤어요: { $place } · 논문 { $papers }편
tick-nothing = 지금 올릴 것이 없어요.
status-subscriptions = 구독: { $number }개
status-active = { $place }: 다음 소식 { $when }
status-paused = { $place }: 멈춤 ({ $why })
status-ended = { $place }: 끝남 ({ $why })
status-deliveries = 배달: { $counts }
status-count-open = 진행 중
status-count-done = 완료
status-count-closed = 보내지 않고 닫음
status-count-uncertain = 도착이 불확실한 메시지
status-count-dead = 실패한 메시지
status-oldest = 가장 오래 밀린 배달: { $when }
status-all-paid = 밀린 배달이 없어요.
status-import = 마지막으로 읽은 때: { $source } · { $when } ({ $counts })
status-no-import = 아직 읽어 들인 것이 없어요.
config-stranger = Paperboy의 설정이 아니에요: { $name } · 혹시 이것인가요? { $nearest }
migrate-done = 데이터베이스 스키마 버전: { $version } ({ $path })
backup-done = 복사하고 검사했어요: { $path } ({ $kib } KiB)
backup-no-folder = 폴더가 없어요: { $path }

### 터미널

console-welcome =
    Paperboy: 골라서 코멘트를 단 머신러닝 논문 소식을 한국어와 영어로 전해요.

    먼저 이렇게 입력해 보세요: /paper tag:optimizer
    여기서 매일 받으려면:       /구독 09:00
    나머지는 모두:              /도움말

    ‹ › 안의 숫자는 버튼이에요. 그 숫자를 입력하세요. 끝내려면 Ctrl-D를 누르세요.
console-no-button = 그런 번호의 버튼은 없어요: { $number }
intake-progress = 읽는 중: { $source } · 문서 { $total }개 중 { $done }개
intake-done = { $source } · { $counts }
