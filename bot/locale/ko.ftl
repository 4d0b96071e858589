### 한국어. 코드가 쓰는 문장은 모두 여기에 있어요. 열쇠와 값은 en.ftl과 같아야 해요(tests/unit/test_locale.py).
### 해요체로 쓰고, 값 바로 뒤에는 조사를 붙이지 않아요. “: ” “ · ” 를 쓰거나 조사가 정해진 명사를 뒤에 두세요(“{ $tag } 태그를”).

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
refused-no-authors = 제목 다음 줄에는 저자가 괄호 안에 있어야 해요. 다음에 저자 줄이 없는 줄: { $text }

### 데이터베이스를 쓸 수 없을 때 (stderr에 한 줄)

store-newer = 이 Paperboy보다 새 버전이 쓴 데이터베이스예요: { $path } · 데이터베이스의 버전: { $found }, 이 Paperboy가 아는 버전: { $known } · 새 Paperboy를 실행하거나 백업을 복원하세요.
store-not-a-database = 데이터베이스 파일이 아니에요: { $path } · PAPERBOY_DATABASE_URL에 다른 파일을 적거나 이 파일을 옮기세요.
store-not-ours = 다른 프로그램의 데이터베이스예요: { $path } · PAPERBOY_DATABASE_URL에 다른 파일을 적으세요.
store-damaged = 데이터베이스가 손상됐어요: { $path } · 백업을 복원하세요. 방법은 docs/operating.md에 있어요.
store-read-only = 데이터베이스에 쓸 수 없어요: { $path } · 이 사용자에게 파일과 폴더의 쓰기 권한을 주세요.
store-cannot-open = 데이터베이스를 열 수 없어요: { $path } ({ $reason }) · 폴더가 있고 이 사용자에게 쓰기 권한이 있는지 확인하세요.
store-full = 디스크가 가득 차서 쓰지 못했어요: { $path } · 저장된 것은 그대로 있으니 공간을 비우고 다시 해 보세요.
store-locked = 다른 프로그램이 데이터베이스를 잠그고 있어요: { $path } · 그 일이 끝난 뒤에 다시 해 보세요.
store-disk = 디스크 오류가 났어요: { $path } ({ $reason }) · 디스크를 확인하세요. 쓰다 만 것은 남지 않아요.
store-copy-damaged = 복사본이 손상되어 남기지 않았어요: { $path } · 디스크를 확인하고 다시 해 보세요.
store-copy-exists = 이미 있는 파일이에요: { $path } · 아직 없는 파일 이름을 적으세요.

### 설정 (설정 이름과 쌍점 뒤에)

setting-language = Paperboy가 쓰지 않는 언어예요: “{ $value }” · ko 또는 en이라고 적으세요.
setting-zone = 없는 시간대예요: “{ $value }” · 이런 이름으로 적으세요: { $nearest }
setting-database = 쓸 수 없는 데이터베이스 주소예요: “{ $value }” · 이렇게 적으세요: sqlite:///data/paperboy.sqlite3 (절대 경로는 빗금 네 개)
setting-source = 폴더가 없어요: { $path } · 있는 폴더를 쉼표로 나누어 적으세요.
setting-no-file = 파일이 없어요: { $path } · 있는 파일의 경로를 적으세요.
setting-guilds = Discord 서버 ID가 아니에요: “{ $value }” · 숫자를 쉼표로 나누어 적으세요.
setting-file = 글로 읽을 수 없는 파일이에요: { $path } · 값이 담긴 읽을 수 있는 파일을 적으세요.
setting-env-file = 파일을 읽을 수 없어요. PAPERBOY_LANGUAGE=ko 같은 줄이 담긴 UTF-8 파일이어야 해요.
setting-choice = 쓸 수 없는 값이에요. 이 중 하나를 적으세요: { $choices }
setting-proxy = 프록시 주소가 아니에요. 이렇게 적으세요: http://proxy.example:3128
setting-address = 브라우저로 열 수 없는 주소예요: “{ $value }” · 이렇게 적으세요: https://papers.example.org
setting-port = 쓸 수 없는 포트예요. 1에서 65535 사이의 숫자, 또는 아무 빈 포트나 쓰는 0을 적으세요.
setting-value = 쓸 수 없는 값이에요. 알맞은 값은 docs/operating.md에 있어요.

### 명령줄

cli-unexpected = 예상하지 못한 오류가 났어요: { $error } · PAPERBOY_LOG_LEVEL=debug로 실행하면 어디인지 보여요. 알려 주시면 고칠게요.
cli-no-database = 아직 데이터베이스가 없어요: { $path } · “paperboy run”을 실행하면 만들어져요.
cli-older = 이전 Paperboy의 데이터베이스예요: { $path } · “paperboy migrate”를 실행하면 새 버전에 맞게 바뀌어요.
cli-no-file = 그런 파일이나 폴더가 없어요: { $path }
cli-format = 없는 형식이에요. 이 중 하나를 적으세요: { $formats }
cli-no-tag = 이 태그가 달린 논문이 없어요: “{ $tag }”
cli-no-tag-nearest = 이 태그가 달린 논문이 없어요: “{ $tag }” · 비슷한 태그: { $nearest }
cli-date = 날짜가 아니에요: “{ $text }” · 2025-06-02 같은 날짜를 적으세요.
cli-language = Paperboy가 쓰지 않는 언어예요: “{ $text }” · ko 또는 en이라고 적으세요.
cli-zone = 없는 시간대예요: “{ $text }” · Asia/Seoul처럼 적으세요.
cli-zone-nearest = 없는 시간대예요: “{ $text }” · 비슷한 시간대: { $nearest }
cli-instant = 시각이 아니에요: “{ $text }” · 이렇게 적으세요: 2025-06-03T09:00+09:00
cli-reading = 읽는 중
import-counts = 추가 { $added } · 변경 { $changed } · 그대로 { $unchanged } · 아카이브 { $archived } · 거절 { $refused }
tick-posted = 올렸어요: { $place } · 논문 { $papers }편
tick-corrected = 고쳤어요: { $place } · 논문 { $papers }편
tick-nothing = 지금 올릴 것이 없어요.
status-connected = { $platform }: 연결됨 ({ $seconds }초 전에 확인)
status-not-connected = { $platform }: 연결 안 됨, 끊긴 때 { $since } ({ $seconds }초 전에 확인)
status-heartbeat-old = { $platform }: 마지막 확인 { $when }, 지금은 서비스가 실행되고 있지 않아요.
status-no-heartbeat = 플랫폼을 쓰는 서비스가 아직 실행된 적이 없어요.
status-subscriptions = 구독: { $number }개
status-active = { $place }: 다음 소식 { $when }
status-paused = { $place }: 멈춤
status-paused-why = { $place }: 멈춤 ({ $why })
status-ended = { $place }: 끝남
status-ended-why = { $place }: 끝남 ({ $why })
status-deliveries = 배달: { $counts }
status-count-open = 진행 중
status-count-done = 완료
status-count-closed = 보내지 않고 닫음
status-count-uncertain = 도착이 불확실한 메시지
status-count-dead = 실패한 메시지
status-oldest = 가장 오래 밀린 배달: { $when }
status-all-paid = 밀린 배달이 없어요.
status-import = 마지막으로 읽은 때: { $source } · { $when } ({ $counts })
status-files = 따로 읽은 파일
status-no-import = 아직 읽어 들인 것이 없어요.
config-stranger = Paperboy의 설정이 아니에요: { $name } · 혹시 이것인가요? { $nearest }
migrate-done = 데이터베이스 스키마 버전: { $version } ({ $path })
backup-done = 복사하고 검사했어요: { $path } ({ $kib } KiB)
backup-no-folder = 폴더가 없어요: { $path }

### 터미널

console-welcome =
    Paperboy: 골라 읽고 코멘트를 붙인 머신러닝 논문 소식을 한국어와 영어로 전해요.

    먼저 이렇게 입력해 보세요: /paper tag:optimizer
    여기서 매일 받으려면:       /구독 09:00
    나머지는 모두:              /도움말

    ‹ › 안의 숫자는 버튼이에요. 그 숫자를 입력하세요. 끝내려면 Ctrl-D를 누르세요.
console-zone = PAPERBOY_TIMEZONE을 정하지 않아서 이 컴퓨터의 시간대를 써요: { $zone }
console-no-button = 그런 번호의 버튼은 없어요: { $number }
intake-progress = 읽는 중: { $source } · 문서 { $total }개 중 { $done }개
intake-done = { $source } · { $counts }

### 명령

language-own = 한국어
language-ko = 한국어
language-en = 영어
language-auto = 자동

# Discord와 도움말에서 명령과 항목 옆에 보여요. 100자까지예요.
about-paper = 태그, 검색어, 날짜, arXiv 번호로 논문 찾기
about-random = 논문 한 편을 무작위로 보기
about-digest = 최신 논문 소식이나 특정 날짜의 논문 소식 보기
about-tags = 태그와 태그별 논문 수 보기
about-language = 나에게 답하는 언어 바꾸기
about-settings = 내 언어, 구독, 저장한 논문, 저장된 내 정보 보기
about-saved = 저장한 논문 보기
about-subscribe = 이 채널에서 매일 논문 소식 받기, 구독 중이면 적은 것만 바꾸기
about-unsubscribe = 이 채널의 논문 소식 그만 받기
about-subscription = 이 채널의 구독 보기, 멈추기, 다시 시작하기, 미리 보기
about-help = 할 수 있는 것 보기
about-option-tag = 태그, 여러 개는 쉼표로 (예: rl, moe)
about-option-query = 제목·초록·코멘트에서 찾을 말, 또는 arXiv 번호나 링크
about-option-date = 날짜, 달, 해 (예: 오늘, 2025-06-02, 2025년 6월)
about-option-language = 이 답변의 언어
about-option-prefix = 태그의 앞부분
about-option-choice = ko, en, 또는 앱 언어를 따르는 auto
about-option-time = 현지 시각 (예: 09:00, 적지 않으면 09:00)
about-option-timezone = 도시나 시간대 (예: 서울, Asia/Seoul)
about-option-days = 매일, 평일, 또는 월수금 같은 요일
about-option-channel-language = 채널에 올릴 언어: ko, en, 둘 다
about-option-tags = 이 태그 중 하나라도 있는 논문만 (모두 받으려면 ‘모두’)
about-option-exclude = 이 태그가 있는 논문은 빼기 (빼지 않으려면 ‘없음’)
about-option-layout = 목록(list), 논문마다 스레드 카드(thread), 포럼(forum)
about-option-channel = 다른 채널에서 받으려면 그 채널
about-option-role = 올릴 때 멘션할 역할 (되돌리려면 ‘없음’, Discord에서는 @everyone)

button-abstract = 초록
button-hide-abstract = 초록 접기
button-card = 보기
button-whole = 전체 보기
button-save = 저장
button-unsave = 저장됨
button-undo = 되돌리기
button-share = 채널에 공유
button-find-on-arxiv = arXiv에서 찾기
button-find = 찾기
button-help = 도움말
button-tags = 모든 태그
button-random = 랜덤 논문
button-another = 하나 더
button-next = 다음
button-previous = 이전
button-newest = 최신순
button-oldest = 오래된순
button-web = 웹에서 보기
button-settings = 내 설정
button-digest = 논문 소식 보기
button-saved-list = 저장한 논문
button-first = 처음으로
button-drop = { $n }번 논문 빼기
button-bibtex = BibTeX
button-erase = 내 정보 지우기
button-erase-all = 네, 모두 지울게요
button-manage = 구독 관리
button-anyway = 그래도 구독
button-post-now = 지금 올리기
button-preview = 미리 보기
button-pause = 멈추기
button-resume = 다시 시작
button-catch-up = 놓친 것도 받기
button-unsubscribe = 구독 취소
button-subscribe-again = 다시 구독
button-arrived = 도착했어요
button-again = 다시 보내기

authors-more = { $first } 외 { $n }명
papers = 논문 { $n }편
papers-counted = { $n }편
order-newest = 최신순
order-oldest = 오래된순
page = { $page }쪽
page-of = { $page }/{ $pages }쪽
numbers-shown = { $first }–{ $last }번
passage-abstract = 초록
passage-in-korean = 한국어 코멘트
passage-in-english = 영어 코멘트
passage-no-commentary = 코멘트 없음
passage-first-sentence = 코멘트 없음 · 초록 첫 문장
passage-nothing = 코멘트와 초록 없음

heading-newest = 최신 논문
heading-words = “{ $words }”
found-nothing = 찾은 논문이 없어요: { $what }
found-nothing-together = 모든 조건에 맞는 논문만 찾아요. 조건을 줄여 보세요.
found-nothing-tags = 비슷한 태그가 있어요.
found-nothing-more = 더 이상 아카이브에 없는 논문이에요. 다시 찾아보세요.
found-nothing-random = 이 태그가 모두 있는 논문은 없어요. 태그를 줄여 보세요.
found-no-id = 아카이브에 없는 논문이에요: arXiv:{ $id }
archive-empty = 아직 논문이 없어요. 첫 논문 소식이 나오면 볼 수 있어요.
find-heading = 논문 찾기
hint-how = 태그로 찾기: { $tag } · 검색어로 찾기: { $words }
hint-command = 검색어로 보고 찾았어요. 명령을 쓰려면 이렇게 입력하세요: { $command }
hint-narrow = 더 보려면 검색어를 줄이거나 날짜를 더해 보세요.
tags-all = 태그 { $n }개
tags-starting = “{ $typed }” · 태그 { $n }개
tags-note = 숫자는 논문 수예요.
tags-pick = 태그 고르기
digest-empty-day = 논문 소식이 없는 날이에요: { $date } · 가장 가까운 날: { $nearest }
digest-none-between = 이 기간에는 논문 소식이 없어요: { $since } – { $until } · 다른 달이나 해를 골라 보세요.
date-today = 오늘
date-yesterday = 어제
date-this-week = 이번 주
date-last-week = 지난주
date-this-month = 이번 달
date-last-month = 지난달

saved-one = 저장했어요: { $title }
saved-already = 이미 저장한 논문이에요: { $title }
unsaved-one = 저장 목록에서 지웠어요: { $title }
saved-heading = 저장한 논문
saved-empty = 아직 저장한 논문이 없어요.
saved-how = 논문 카드에서 이 버튼을 누르면 저장돼요: { $button }
save-which = 어떤 논문을 저장할까요?
bibtex-here = 논문 { $n }편의 BibTeX예요.
bibtex-most = 가장 최근에 저장한 { $n }편이에요.

language-now = 내 언어: { $chosen }
language-chosen = 답변 언어를 정했어요: { $chosen }
language-posts-stay = 채널에 올라오는 글은 채널에 정해진 언어 그대로예요.
greeting = 한국어로 보려면: { $command }
settings-heading = 내 설정
settings-language = 언어: { $chosen }
settings-subscription = 구독: { $channel }
settings-saved = 저장한 논문: { $n }편
settings-latest = 최신 논문 소식
settings-stored = 저장된 내 정보
erase-sure = { $saved ->
    [0] 내 언어 설정과 랜덤으로 본 논문 기록을 지워요.
   *[other] 내 언어 설정, 저장한 논문 { $saved }편, 랜덤으로 본 논문 기록을 지워요.
}
erase-sure-more = 다이렉트 메시지로 받던 내 구독은 끝나고, 채널에 만든 구독은 내 이름 없이 남아요. 되돌릴 수 없어요.
erased = 저장된 내 정보를 모두 지웠어요.

subscribed = 구독을 시작했어요
subscribed-change = 바꾸고 싶은 것만 적으면 돼요: { $command }
subscription-heading = 구독
subscription-changed = 구독을 바꿨어요
subscription-same = 이미 이렇게 구독하고 있어요
subscription-had-all = 지금까지 나온 것은 이미 모두 올라왔어요. 새 논문 소식이 나오면 이어서 올려요.
subscription-from-now = 조건에 맞는 지난 논문은 올리지 않아요. 지금부터 나오는 논문을 정해진 시각에 올려요.
subscription-nothing-yet = 아직 맞는 논문이 없어요. 나오면 정해진 시각에 올려요.
subscription-paused = 구독을 멈췄어요. 다시 시작할 때까지 올리지 않아요.
subscription-resumed = 구독을 다시 시작했어요. 지금부터 나오는 논문을 올려요.
subscription-caught-up = 구독을 다시 시작했어요. 지난 7일 동안 놓친 논문도 다음 소식에 올려요.
subscription-active-already = 이미 구독 중이에요.
subscription-uncertain = 도착했는지 알 수 없는 메시지가 있어요. 채널을 확인하고 맞는 버튼을 눌러 주세요.
unsubscribed = 구독을 취소했어요: { $channel }
preview-heading = 다음 소식 미리 보기
preview-more = 그 밖에 논문 { $n }편
post-remaining = 남은 논문 { $n }편은 다음 소식에 이어서 올려요.
posting-now = 지금 올리고 있어요: { $channel }
part-arrived = 도착한 것으로 기록했어요.
part-again = 다시 보내고 있어요.
part-settled = 이미 처리된 메시지예요.
outcome-done = 올림
outcome-open = 보내는 중
outcome-closed = 올리지 못함
outcome-uncertain = 도착 여부를 알 수 없음
outcome-dead = 일부를 플랫폼이 거절함
state-active = 구독 중
state-paused = 멈춤
state-ended = 끝남
row-channel = 채널
row-time = 시각
row-language = 언어
row-tags = 태그
row-exclude = 제외
row-layout = 형식
row-role = 멘션할 역할
row-state = 상태
row-next = 다음 소식
row-matching = 맞는 논문(최근 30일)
row-saved = 저장한 논문
row-seen = 랜덤으로 본 논문
row-zone = 시간대
tags-any = 모두
value-none = 없음
layout-list = 목록
layout-thread = 스레드
layout-forum = 포럼
channel-direct = 다이렉트 메시지

help-what = Paperboy는 골라 읽고 코멘트를 붙인 머신러닝 논문 소식을 한국어와 영어로 전해요.
help-find = 검색어, 태그, 날짜를 함께 쓰면 좁혀서 찾아요. arXiv 링크나 번호를 쓰면 그 논문이 나와요.
help-private = 이 답변은 나에게만 보여요. 모두에게 보이는 것은 매일 올라오는 글과 누군가 공유한 글뿐이에요.

failed = 처리하다가 문제가 생겼어요. 다시 해 보고, 계속 그러면 운영자에게 이 번호를 알려 주세요: { $reference }
wrong-command = 없는 명령이에요: “{ $typed }” · 도움말에서 골라 보세요.
wrong-command-nearest = 없는 명령이에요: “{ $typed }” · 혹시 이것인가요? { $nearest }
wrong-language = Paperboy가 쓰지 않는 언어예요: “{ $typed }” · ko 또는 en이라고 적어 주세요.
wrong-own-language = Paperboy가 쓰지 않는 언어예요: “{ $typed }” · 아래에서 골라 주세요.
wrong-date = 날짜가 아니에요: “{ $typed }” · 날({ $example }), 달({ $month }), 해, 오늘처럼 적어 주세요.
wrong-words-long = 검색어는 { $limit }자까지 쓸 수 있어요. 줄여서 찾아보세요.
wrong-tag = 없는 태그예요: #{ $typed } · 목록에서 골라 보세요.
wrong-tag-nearest = 없는 태그예요: #{ $typed } · 비슷한 태그: { $nearest }
wrong-tag-long = 태그는 { $limit }자까지 쓸 수 있어요. 더 짧게 적어 주세요.
wrong-tag-form = 태그가 아니에요: “{ $typed }” · 글자, 숫자, 붙임표로 적어 주세요. 예: optimizer
wrong-tag-both = 받으면서 동시에 뺄 수 없는 태그예요: #{ $tag } · 한쪽에만 적어 주세요.
wrong-new-tag = 아직 논문이 없는 태그예요: #{ $typed }
wrong-new-tag-nearest = 아직 논문이 없는 태그예요: #{ $typed } · 비슷한 태그: { $nearest }
hint-anyway = 그래도 구독하려면 먼저 태그 없이 구독한 다음 태그만 바꿔 주세요.
wrong-paper = 더 이상 아카이브에 없는 논문이에요. 제목으로 찾아보세요.
wrong-message = 이 메시지에서는 논문을 찾지 못했어요. 논문이 있는 메시지에서 다시 해 주세요.
wrong-time = 시각이 아니에요: “{ $typed }” · 09:00, 9am, 오전 9시처럼 적어 주세요.
wrong-zone = 없는 시간대예요: “{ $typed }” · 서울, Asia/Seoul, Europe/Paris처럼 적어 주세요.
wrong-zone-nearest = 없는 시간대예요: “{ $typed }” · 비슷한 시간대: { $nearest }
wrong-days = 요일이 아니에요: “{ $typed }” · 매일, 평일, 월수금처럼 적어 주세요.
wrong-channel-language = Paperboy가 쓰지 않는 언어예요: “{ $typed }” · ko, en, ko+en, en+ko 중에서 적어 주세요.
wrong-layout = 없는 형식이에요: “{ $typed }” · 목록, 스레드, 포럼 중에서 적어 주세요.
wrong-layout-here = 이 채널에는 맞지 않는 형식이에요: { $layout } · 여기에 맞는 형식: { $fitting }
wrong-role-direct = 다이렉트 메시지에서는 역할을 멘션할 수 없어요. 역할을 빼고 적어 주세요.
wrong-role-here = 여기에서는 역할을 멘션할 수 없어요. 역할은 빼고 다시 입력해 주세요.
wrong-role = 멘션할 수 없는 역할이에요: “{ $typed }” · @를 누르면 나오는 목록에서 골라 주세요.
wrong-channel = 여기서 찾을 수 없는 채널이에요: “{ $typed }” · 그 채널에서 이 명령을 써 주세요.
wrong-bot-rights = 아직 올릴 수 없는 채널이에요: { $channel } · 다음 권한을 주세요: { $missing }
wrong-may-not-manage = 구독은 채널을 관리하는 사람만 바꿀 수 있어요. 관리자에게 부탁하거나 다이렉트 메시지에서 나만의 구독을 만들어 보세요.
wrong-may-not-write = 글을 쓸 수 없는 채널이라 공유할 수 없어요. 글을 쓸 수 있는 채널에서 공유해 주세요.
wrong-not-subscribed = 구독하지 않은 채널이에요. 구독하려면: { $command }
wrong-paused = 지금은 멈춘 구독이에요. 먼저 다시 시작해 주세요.

### deliver: why a subscription stopped, why a delivery failed (phrases, after “ · ”), and what who subscribed is told
reason-gone = 채널이 없어졌거나 Paperboy가 채널에서 빠졌어요
reason-forbidden = Paperboy에게 이 채널에 글을 올릴 권한이 없어요
reason-revoked = Paperboy가 서버 또는 워크스페이스에서 제거됐어요
reason-revoked-paused = 구독이 멈춰 있는 동안 Paperboy가 서버 또는 워크스페이스에서 제거됐어요
reason-moved = 채널이 이미 구독 중인 다른 채널과 합쳐졌어요
failed-unavailable = 플랫폼에 연결되지 않아 다시 시도해요
failed-uncertain = 도착했는지 아직 확인되지 않았어요
failed-unfinished = 올렸지만 아직 게시를 마치지 못해 다시 시도해요
failed-interrupted = 중단되어 다시 시도해요
failed-expired = 제때 보내지 못해 다음 소식에 올려요
failed-paused = 구독이 멈췄어요
failed-ended = 구독이 끝났어요
failed-nobody-said = 도착했는지 아무도 알려 주지 않았어요. 다시 보내지 않아요
failed-no-thread = 논문을 올릴 스레드가 없어요
told-paused = “{ $channel }” 채널의 구독이 멈췄어요. 이유: { $reason }
told-paused-next = 권한이 돌아오면 구독이 이어져요. 저절로 이어지지 않으면 그 채널에서 다시 시작할 수 있어요. 지난 일주일의 논문은 빠지지 않아요.
told-ended = “{ $channel }” 채널의 구독이 끝났어요. 이유: { $reason }
told-ended-next = 다른 곳에서 계속 받아 보려면 그 채널에서 구독해 주세요.

### discord
discord-save = 논문 저장
discord-not-served = 이 봇은 이 서버에서 쓰도록 설정되어 있지 않아요. 봇을 운영하는 분이 먼저 서버를 추가해야 해요.
discord-outdated = 이 명령이나 버튼은 더 이상 쓰이지 않아요. 명령을 다시 입력해 주세요.

### 가져오기

refused-unreadable = 읽을 수 없어요: { $reason }
remark-draft = 초안이라 가져오지 않았어요: { $path }
remark-undated = 날짜가 없거나 잘못되어 오늘 쓴 것으로 봐요: { $path }
remark-unnamed = 링크도, 저자가 적힌 제목도 없어요. 저장하고 검색할 수는 있지만 저절로 올라가지는 않아요: { $path }
remark-outside = 폴더 밖이나 숨긴 폴더로 이어지는 링크라서 읽지 않았어요: { $path }
remark-gone = 폴더에서 사라진 노트 { $count }편: 아카이브에는 남고, 더는 올라가지 않아요.
remark-old = { $date } 논문 { $count }편, { $days }일 지남: 저장만 하고 올리지 않았어요. 연도가 틀렸다면 날짜를 고쳐 다시 가져와 주세요.

### slack
slack-about = 매일 골라 읽는 머신러닝 논문과 코멘트.
slack-find = 논문 찾기
slack-find-about = 태그, 검색어, 날짜로
slack-save = 논문 저장
slack-save-about = 이 메시지에 나온 논문
slack-outdated = 이 버튼은 더 이상 쓰이지 않아요. 명령을 다시 입력해 주세요.
slack-installed = Paperboy를 설치했어요. Slack으로 돌아가서 아무 채널에서나 /paper 를 입력해 주세요.
slack-not-installed = Paperboy를 설치하지 못했어요. 설치 링크를 다시 열고 권한을 허용해 주세요.

### cli discord

discord-no-token = Discord 토큰이 필요해요. PAPERBOY_DISCORD_TOKEN에 토큰을, 또는 PAPERBOY_DISCORD_TOKEN_FILE에 토큰이 담긴 파일을 적어 주세요 (docs/ko/discord.md).
discord-no-answer = Discord에서 봇을 초대하는 링크를 받지 못했어요: { $reason }. “paperboy doctor”로 연결과 토큰을 확인한 다음 “paperboy discord invite”를 실행해 주세요.

### cli slack

slack-mode = 없는 방식이에요: “{ $mode }” · socket 또는 http라고 적어 주세요.
slack-no-address = HTTP 방식에서는 Slack이 서비스로 연결해요. PAPERBOY_PUBLIC_URL에 Slack이 연결할 주소를 적어 주세요.

### health

health-fine = Paperboy가 잘 돌고 있어요: { $place }
health-silent = 응답이 없어요: { $place } ({ $reason }). 서비스가 같은 PAPERBOY_WEB_PORT로 돌고 있나요?
health-stranger = 다른 프로그램이 응답했어요: { $place }. PAPERBOY_WEB_PORT에 비어 있는 포트를 지정해 주세요.
health-bad = Paperboy가 응답하지만 문제가 있어요: { $place } · { $parts }. “paperboy doctor”로 해결 방법을 볼 수 있어요.
health-no-port = PAPERBOY_WEB_PORT=0이면 포트가 매번 바뀌어서 물어볼 곳을 알 수 없어요. 포트를 지정해 주세요.

### backups

restore-done = 복원하고 검사했어요: { $file } → { $path } (스키마 { $version })
restore-exists = 데이터베이스가 이미 있어요: { $path }. --force를 붙이면 복사본으로 바꿔요.
restore-running = Paperboy나 다른 프로그램이 사용하고 있어요: { $path }. 먼저 멈춘 다음 복원해 주세요.
restore-not-ours = Paperboy 데이터베이스의 복사본이 아니에요: { $path }
restore-damaged = 복사본이 손상되었어요: { $path }. 다른 복사본을 복원해 주세요. 데이터베이스는 그대로예요.

### doctor

doctor-folder = 쓸 수 없는 폴더예요: { $folder } ({ $reason }). 서비스 사용자에게 쓰기 권한을 주거나 PAPERBOY_DATA_DIR에 다른 폴더를 지정해 주세요.
doctor-folder-fine = 데이터 폴더에 쓸 수 있어요: { $folder }
doctor-disk = 디스크가 거의 찼어요: { $folder } · 남은 공간 { $free } MiB, 필요한 공간 { $needed } MiB. 공간을 비우거나 데이터 폴더를 옮겨 주세요.
doctor-disk-fine = 디스크에 여유가 있어요: { $free } MiB
doctor-zones = 이 컴퓨터에 시간대 정보가 없어요: { $zones }. tzdata 패키지를 설치하거나 Paperboy를 다시 설치해 주세요.
doctor-zones-fine = 시간대 정보가 있어요. 기본 시간대: { $zone }
doctor-port = 다른 프로그램이 쓰고 있는 포트예요: { $place }. PAPERBOY_WEB_PORT에 비어 있는 포트를 지정하거나 그 프로그램을 멈춰 주세요.
doctor-port-silent = 포트를 쓰는 프로그램이 { $seconds }초 안에 응답하지 않았어요: { $place }. 바쁘거나 멈춘 Paperboy일 수도, 다른 프로그램일 수도 있어요. 1분 뒤에 다시 확인하고, 그대로면 서비스를 다시 시작하거나 PAPERBOY_WEB_PORT에 비어 있는 포트를 지정해 주세요.
doctor-address = 이 컴퓨터에서 쓸 수 없는 주소예요: { $place }. PAPERBOY_WEB_HOST에 이 컴퓨터의 주소를 지정하거나 지워 주세요.
doctor-port-free = 포트가 비어 있고, 돌고 있는 서비스가 없어요: { $place }
doctor-running = 서비스가 돌고 있어요: { $place }
doctor-no-backups = 매일 만드는 백업이 꺼져 있어요. PAPERBOY_BACKUPS에 폴더를 지정해 주세요. 다른 디스크면 더 좋아요.
doctor-backup-old = 지난 이틀 동안 만든 백업이 없어요: { $folder }. 서비스가 돌고 있고 이 폴더에 쓸 수 있는지 확인해 주세요.
doctor-backup-fine = 가장 최근 백업: { $date }
doctor-database-fine = 데이터베이스에 문제가 없고 쓸 수 있어요: { $path }
doctor-database-older = 이전 Paperboy의 데이터베이스예요: { $path }. 다음에 시작할 때 복사본을 만들고 업그레이드해요.
doctor-paid = 늦은 배달이 없어요.
doctor-unpaid = 늦은 배달이 있어요: { $number }건, 가장 오래된 것은 { $hours }시간 전이에요. 서비스가 돌고 있는지 확인해 주세요. 돌고 있다면 로그에 이유가 있어요.
doctor-uncertain = 도착했는지 알 수 없는 메시지: { $number }건. 해당 채널의 /subscription에 있는 버튼 두 개로 정리할 수 있어요.
doctor-waiting = 꺼져 있는 플랫폼으로 갈 소식이 남아 있어요: { $waiting }. 다시 켜면 보내고, 기한이 지나면 보내지 않아요.
doctor-host-fine = 응답이 있어요: { $host }
doctor-unreachable = 연결할 수 없어요: { $host } ({ $reason }). 네트워크, DNS, 방화벽을 확인해 주세요. 프록시가 있다면 PAPERBOY_PROXY를 설정해 주세요.
doctor-proxy = 프록시가 연결하지 못했어요: { $host } ({ $reason }). PAPERBOY_PROXY를 확인하고, 프록시에서 이 호스트를 허용해 주세요.
doctor-certificate = 믿을 수 없는 인증서예요: { $host } ({ $reason }). 프록시가 통신을 검사한다면 PAPERBOY_CA_FILE에 그 인증서를 지정해 주세요.
doctor-no-platform = Discord와 Slack 토큰이 없어서 두 곳에는 소식을 올리지 못해요. docs/ko/discord.md나 docs/ko/slack.md를 보고 토큰을 받은 다음 “paperboy init”으로 설정해 주세요.
doctor-token = 받아들여지지 않은 값이에요: { $setting } · { $host } ({ $reason }). 플랫폼 화면에서 다시 복사하거나 새로 만들어 설정해 주세요.
doctor-token-fine = 토큰이 맞아요: { $setting }
doctor-token-unknown = 토큰이 맞는지 확인하지 못했어요: { $setting } · { $host } ({ $reason }). 서버가 바쁘거나 고장 난 것 같아요. 나중에 다시 시도해 주세요.
doctor-scopes = Slack 앱에 없는 권한: { $scopes }. “paperboy slack manifest” 출력을 앱 매니페스트에 붙여 넣고 다시 설치해 주세요.
doctor-scopes-optional = Slack 앱에 이 권한이 있으면 더 많은 일을 할 수 있어요: { $scopes }. 자세한 내용은 docs/ko/slack.md에 있어요.
doctor-scopes-fine = Slack 앱에 필요한 권한이 모두 있어요.
doctor-secret-key = 지금의 PAPERBOY_SECRET_KEY로는 Slack 앱을 설치한 워크스페이스의 토큰을 읽을 수 없어요. 저장할 때 쓴 키를 설정해 주세요. 다른 키를 쓰면 워크스페이스마다 앱을 다시 설치해야 해요.
doctor-workspace-token = 토큰을 받지 않는 Slack 워크스페이스예요: { $workspace } ({ $reason }). 그곳에서 앱을 다시 설치해야 해요: { $link }
doctor-workspace-scopes = Slack 앱의 권한이 모자란 워크스페이스예요: { $workspace } · { $scopes }. 그곳에서 앱을 다시 설치해야 해요: { $link }
doctor-workspace-unknown = 토큰을 확인하지 못한 Slack 워크스페이스예요: { $workspace } ({ $reason }). 나중에 다시 시도해 주세요.
doctor-workspaces-fine = Slack 앱을 설치했고 토큰이 맞는 워크스페이스: { $number }곳
doctor-no-workspace = 아직 Slack 앱을 설치한 워크스페이스가 없어요. 설치하는 주소: { $link }
doctor-clock = 이 컴퓨터의 시계가 { $seconds }초 어긋나 있어요. 시간 동기화(NTP)를 켜 주세요.
doctor-clock-fine = 시계가 맞아요.
doctor-channel-fine = 올릴 수 있는 채널이에요: { $channel }
doctor-rights = 올릴 수 없는 채널이에요: { $channel }. 봇에게 필요한 권한: { $rights }
doctor-channel-unknown = 확인하지 못한 채널이에요: { $channel } ({ $reason }). 나중에 다시 시도해 주세요.

### settings of Slack that need one another
setting-slack-client = 워크스페이스가 앱을 설치하려면 Slack의 클라이언트 ID와 비밀 값이 함께 있어야 해요. 앱의 “Basic Information” 화면에 있는 두 값을 모두 적으세요.
setting-slack-way = 이 값이 없으면 Slack이 Paperboy에 닿을 길이 없어요. Socket Mode라면 xapp-… 토큰을, Slack이 웹 서버를 부르게 하려면 PAPERBOY_SLACK_SIGNING_SECRET을 적으세요(docs/ko/slack.md).
setting-slack-key = 앱을 설치한 워크스페이스의 토큰은 이 값으로 암호화해 보관해요. 바꾸지 않을 긴 글을 적으세요.
setting-slack-address = 앱을 설치한 사람이 돌아올 주소예요. https://papers.example.org 같은 웹 서버 주소를 적으세요.

### init

init-language = 기본 언어 (ko 또는 en)
init-timezone = 시간대 (예: Asia/Seoul)
init-discord-token = Discord 봇 토큰 (docs/ko/discord.md, 비워 두면 지금 값을 그대로 써요)
init-slack-way = Slack 연결 방식: “socket” (공개 주소가 필요 없어요), “http” (Slack이 공개 주소를 불러요), “workspaces” (여러 워크스페이스가 공개 주소에서 앱을 설치해요). docs/ko/slack.md에 설명이 있고, 비워 두면 그대로 둬요
init-public-url = 웹 서버의 공개 주소 (예: https://papers.example.org)
init-slack-manifest = https://api.slack.com/apps 에서 Create New App, From a manifest를 골라 아래 내용으로 앱을 만들고 설치한 다음, 여기서 이어 가세요:
init-slack-bot-token = Slack 봇 토큰 xoxb-… (Install App 화면, 비워 두면 지금 값을 그대로 써요)
init-slack-app-token = Slack 앱 토큰 xapp-… (Basic Information의 App-Level Tokens, 비워 두면 지금 값을 그대로 써요)
init-slack-signing-secret = Slack 서명 비밀 값 (Basic Information의 App Credentials, 비워 두면 지금 값을 그대로 써요)
init-slack-client-id = Slack 클라이언트 ID (App Credentials, 비워 두면 지금 값을 그대로 써요)
init-slack-client-secret = Slack 클라이언트 비밀 값 (App Credentials, 비워 두면 지금 값을 그대로 써요)
init-secret-key = 워크스페이스의 토큰을 암호화할 키를 만들었어요: PAPERBOY_SECRET_KEY. 백업과 함께 보관해 주세요.
init-nothing = 고른 것이 없어서 아무것도 저장하지 않았어요. 설정은 그대로예요. 이제 “paperboy run”으로 시작하고, 토큰이 생기면 “paperboy init”을 다시 실행해 주세요.
init-done = 저장했어요. 이 파일은 주인만 읽을 수 있어요: { $path }. 이제 “paperboy run”으로 시작해 주세요.
init-done-there = 저장했어요. 이 파일은 서비스 사용자만 읽을 수 있어요: { $path }. 시작할 때마다 읽으니, 서비스를 다시 시작해 주세요.
init-install = 워크스페이스에 앱을 설치하는 주소: { $link }
init-not-written = 설정을 저장하지 못했어요: { $path } ({ $reason }). 이 사용자에게 쓰기 권한을 주세요.
init-invite = Discord 서버에 봇을 초대하는 링크: { $link }

### reader

workspace-about = 저장된 내용: { $workspace } · 사용자 { $readers }명, 저장한 논문 { $saved }편, 구독 { $subscriptions }개, 위치를 아는 게시물 { $posts }개, 토큰 등 { $kept }개
workspace-unknown = 저장된 내용이 없어요: { $workspace } ({ $platform })
workspace-sure = 모두 지울까요? 되돌릴 수 없어요. 지우려면 “예”라고 입력하세요:{" "}
workspace-stays = 아무것도 지우지 않았어요.
workspace-erased = 지웠어요: { $workspace }. 같은 소식이 두 번 올라가지 않도록 채널의 해시만 남아요. 그곳에서 앱도 제거해 주세요. 그대로 두면 누군가 쓸 때 다시 저장돼요.
reader-erased = 지웠어요: { $user }. 이 사용자에 대해 저장된 정보가 이제 없어요.

### Feeds, and what programs ask

feed-read = 논문 읽기
feed-more = 나머지 논문 { $n }편은 이날의 페이지에 있어요.
feed-no-tag = 없는 태그예요: #{ $typed }
feed-many-tags = 태그는 한 번에 { $limit }개까지 고를 수 있어요.
feed-wrong-language = 피드의 언어는 lang=ko, lang=en, lang=ko+en, lang=en+ko 중 하나로 적어 주세요.
feed-wrong-per = 피드의 항목은 논문마다(per=paper) 또는 날마다(per=day) 하나씩이에요.
api-nothing = 이 주소에는 아무것도 없어요. 무엇이 있는지는 /api 주소에 있어요.
api-no-paper = 이 주소에는 논문이 없어요. 제목으로 찾아보세요: /api/papers?q=…
api-wrong-name = 여기에 없는 매개변수예요. 쓸 수 있는 것: { $known }
api-wrong-tag = 태그는 한 번에 { $tags }개까지, 각각 { $tag }자까지 적을 수 있어요.
api-wrong-q = 검색어는 q= 하나에 { $words }자까지 적을 수 있어요.
api-wrong-date = 날짜는 2025-06-02처럼 한 번만 적어 주세요.
api-wrong-lang = 언어는 lang=ko, lang=en, lang=ko+en, lang=en+ko 중 하나로 적어 주세요.
api-wrong-limit = limit 값은 1부터 { NUMBER($limit, useGrouping: 0) }까지의 수로 적어 주세요.
api-wrong-after = 목록에 없는 위치예요. 답에 있는 next 주소를 그대로 따라가 주세요.

### web: 아카이브 페이지

web-name = Paperboy
web-about = 골라 읽고 코멘트를 붙인 머신러닝 논문을 한국어와 영어로 전해요.
web-skip = 본문으로 건너뛰기
web-nav = 메뉴
web-language = 언어
web-latest = 최신
web-calendar = 달력
web-tags = 태그
web-search = 찾기
web-random = 랜덤
web-feeds = 피드
web-try = 써 보기
web-try-first = 토큰 없이 여기서 채팅으로 바로 써 볼 수 있어요.
web-digest = { $date } 논문 소식
web-digests-around = 앞뒤 날짜의 논문 소식
web-before = 이전
web-after = 다음
web-authors-more = 외 { $n }명
web-commentary = 코멘트
web-related = 관련 논문
web-copy = 복사
web-copied = 복사했어요.
web-to-latest = 최신 논문 소식 보기
web-trouble-400 = 보여 드릴 수 없어요
web-trouble-404 = 여기에는 아무것도 없어요
web-trouble-500 = 문제가 생겼어요
web-not-found = 이 주소에는 페이지가 없어요.
web-only-read = 이 페이지는 읽기만 할 수 있어요.
web-no-digest = 논문 소식이 없는 날이에요: { $date }
web-no-digest-nearest = 논문 소식이 없는 날이에요: { $date } · 가까운 날의 논문 소식은 여기 있어요.
web-no-paper = 이 주소에는 논문이 없어요. 제목으로 찾아보세요.
web-nothing-random = 이 태그가 달린 논문이 없어요. 태그 목록에서 골라 보세요.
web-wrong-date = 날짜가 아니에요. 이렇게 적어 주세요: { $example }
web-wrong-after = 목록에서 읽을 수 없는 위치예요. 첫 쪽부터 다시 봐 주세요.
web-tag-about = #{ $tag } 태그가 달린 논문을 코멘트와 함께 최신순으로 볼 수 있어요.
web-no-tag = 없는 태그예요: #{ $tag } · 태그 목록에서 골라 보세요.
web-no-tag-nearest = 없는 태그예요: #{ $tag } · 비슷한 태그가 있어요.
web-search-tag = 이 태그에서 찾기
web-random-tag = 랜덤으로 한 편
web-feed = 피드
web-nothing-more = 목록이 여기서 끝나요.
web-list-pages = 목록 넘겨 보기
web-list-newest = 최신 논문
web-list-older = 이전 논문
web-chart = 월별 논문 수
web-chart-most = 가장 많은 달: { $month }, { $n }편
web-chart-about = 막대 하나가 한 달이에요. 기간: { $since } – { $until } · 모두 { $n }편.
web-chart-numbers = 숫자로 보기
web-month = 월
web-papers = 논문 수
web-tags-filter = 태그 찾기
web-find = 찾기
web-tags-most = 논문이 많은 태그
web-tags-letters = 첫 글자로 보기
web-tags-none = 이런 이름의 태그가 없어요. 이름의 일부만 적어 보세요.
web-tags-hidden = 논문이 적은 태그 { $n }개는 여기에 보이지 않아요. 태그 찾기로 볼 수 있어요.
web-search-words = 검색어, arXiv 번호나 링크
web-search-tags = 태그
web-search-since = 시작일
web-search-until = 종료일
web-search-how = 한국어와 영어로 제목, 초록, 코멘트에서 찾아요. 태그 여러 개는 쉼표로 나누어 적어요.
web-hits = 찾은 논문
web-nothing-found = 찾은 논문이 없어요. 모든 조건에 맞는 논문만 찾으니 검색어를 줄이거나 태그, 날짜를 빼 보세요.
web-wrong-tags = 태그는 { $limit }개까지 함께 찾을 수 있어요. 줄여서 찾아보세요.
web-wrong-span = 시작일이 종료일보다 늦어요. 두 날짜를 바꿔 적어 주세요.
web-calendar-of = { $year }년 달력
web-years = 연도
web-weekdays = 일 월 화 수 목 금 토
web-no-year = 논문 소식이 없는 해예요: { $year } · 가까운 해의 달력은 여기 있어요.
web-guides = 사용 안내
web-guides-about = 내 서버나 워크스페이스에서 Paperboy를 쓰는 방법, 이 웹 페이지에서 할 수 있는 일, 직접 운영하는 방법을 알려 드려요.
web-guides-all = 모든 안내 보기
web-guide-language = 이 안내는 영어로 되어 있어요.
web-feeds-about = 피드를 읽는 프로그램에 아래 주소를 넣으면 새 논문이 저절로 도착해요.
web-feeds-ko = 한국어로
web-feeds-en = 영어로
web-feeds-both = 두 언어로
web-feeds-day = 하루에 한 번 모아서
web-feeds-more = 태그 페이지에는 그 태그만의 피드가, 찾은 결과에는 그 결과만의 피드가 있어요. 언어, 태그, 하루 한 번 받기는 주소에서 함께 쓸 수 있어요.

### try: 대화로 써 보는 페이지

try-title = 써 보기
try-lead = Paperboy와 실제로 대화해 보세요. Discord와 Slack에서 보이는 모습 그대로예요. 명령을 입력하고, 버튼을 누르고, 채널을 구독해 보세요.
try-needs-script = 대화에는 JavaScript가 필요해요. 다른 페이지는 모두 JavaScript 없이도 읽을 수 있어요.
try-rooms = 채널
try-direct = 다이렉트 메시지
try-layout = 보기
try-both = 나란히
try-discord = Discord
try-slack = Slack
try-theme = 색상
try-auto = 자동
try-light = 밝게
try-dark = 어둡게
try-earlier = 이전 메시지
try-newest = 새 메시지 보기
try-empty = 아직 아무것도 없어요. /구독 명령을 입력하면 매일 이 채널로 소식이 와요: #{ $room }
try-empty-direct = 이 채널은 나만 볼 수 있어요. /구독 명령을 입력하면 매일 나에게 소식이 와요.
try-messages = 메시지
try-first = 먼저 해 보세요:
try-line-paper = /논문 태그:optimizer
try-line-random = /랜덤
try-line-subscribe = /구독 { $time }
try-line-language = /언어 en
try-placeholder = 명령, 태그, 검색어를 입력하세요: /논문 태그:optimizer
try-completions = 자동 완성
try-send = 보내기
try-form = 답변
try-thread = 스레드
try-app = 앱
try-only-discord = 나만 볼 수 있어요
try-only-slack = 나에게만 표시돼요
try-submit = 제출
try-choose = 선택하기
try-cancel = 취소
try-close = 닫기
try-next = 내 서버에서 쓰려면
try-next-discord = Discord에서는 Developer Portal에서 봇을 만들고 “paperboy init”으로 토큰을 넣으세요.
try-next-slack = Slack에서는 준비된 매니페스트로 앱을 만들고 “paperboy init”으로 토큰 두 개를 넣으세요.
try-guide-discord = Discord 설치 안내
try-guide-slack = Slack 설치 안내
try-failed = 서버가 응답하지 않아요. 잠시 뒤에 다시 시도할게요.
try-outdated = 이전 버전의 버튼이에요. 명령을 다시 입력해 주세요.
try-wrong-host = 이 이름으로는 열 수 없는 페이지예요. 주소로 직접 열거나 PAPERBOY_PUBLIC_URL을 설정하세요.
try-wrong-origin = 이 페이지에서 보낸 요청만 받아요. 새 탭에서 직접 열어 주세요.
try-no-session = 누가 보낸 요청인지 알 수 없어요. /try 페이지를 다시 열어 주세요.
try-not-ready = 시작하거나 끝내는 중이에요. 잠시 뒤에 다시 해 보세요.
try-bad-request = 읽을 수 없는 요청이에요. 페이지를 새로 고쳐 주세요.
try-slow = 요청이 너무 느리게 도착했어요. 다시 해 보세요.
try-full = 열린 페이지가 너무 많아요. 하나를 닫고 다시 해 보세요.
try-welcome =
    브라우저에서는:             { $address }
    Discord와 Slack에서 보이는 모습 그대로예요. 먼저 /paper tag:optimizer라고 입력해 보세요.
