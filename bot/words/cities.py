"""What people call a time zone beside its IANA name: cities that have no zone of their own, countries, abbreviations.

The Korean names of the cities that have one come from Babel (CLDR), the countries of a single zone too.
"""

# An abbreviation that several zones share goes to the one with the most readers; CST, the worst, to North America.
CALLED = {
    "Asia/Seoul": (
        "kst, korea, south korea, rok, 한국, 남한, 대한민국, 한국 표준시, 부산, busan, 대전, "
        "daejeon, 대구, daegu, 인천, incheon, 광주, gwangju, 수원, suwon, 울산, ulsan, 판교, pangyo, 제주, jeju, "
        "세종, 포항, pohang, 성남"
    ),
    "Asia/Pyongyang": "북한, north korea",
    "Asia/Tokyo": (
        "jst, japan, 일본, 동경, 오사카, osaka, 교토, kyoto, 요코하마, yokohama, 후쿠오카, fukuoka, 삿포로, sapporo"
    ),
    "Asia/Shanghai": (
        "china, 중국, 상해, 베이징, 북경, beijing, 선전, 심천, shenzhen, 항저우, hangzhou, 광저우, guangzhou"
    ),
    "Asia/Hong_Kong": "hkt, 홍콩",
    "Asia/Taipei": "taiwan, 대만, 타이완, 타이베이",
    "Asia/Singapore": "sgt, 싱가폴",
    "Asia/Kolkata": (
        "ist, india, 인도, 뭄바이, mumbai, 델리, 뉴델리, delhi, new delhi, 벵갈루루, 방갈로르, bangalore, "
        "bengaluru, 하이데라바드, hyderabad, 첸나이, chennai"
    ),
    "Asia/Ho_Chi_Minh": "ict, vietnam, 베트남, 호치민, 하노이, hanoi",
    "Asia/Jerusalem": "israel, 이스라엘, 텔아비브, tel aviv",
    "Asia/Dubai": "uae, 아부다비, abu dhabi",
    "Europe/London": (
        "bst, uk, gb, britain, england, 영국, 케임브리지, cambridge uk, 옥스퍼드, oxford, 에든버러, edinburgh, "
        "맨체스터, manchester"
    ),
    "Europe/Berlin": (
        "cet, cest, germany, 독일, 뮌헨, munich, 함부르크, hamburg, 프랑크푸르트, frankfurt, 튀빙겐, tübingen, "
        "tuebingen"
    ),
    "Europe/Paris": "france, 프랑스, 그르노블, grenoble, 리옹, lyon",
    "Europe/Zurich": "switzerland, 스위스, 제네바, geneva, 로잔, lausanne",
    "Europe/Madrid": "spain, 스페인, 바르셀로나, barcelona",
    "Europe/Rome": "italy, 이탈리아, 밀라노, milan",
    "Europe/Amsterdam": "netherlands, 네덜란드",
    "Europe/Athens": "eet, eest, greece, 그리스",
    "Europe/Kyiv": "kiev, 키예프, 우크라이나, ukraine",
    "Europe/Moscow": "msk, russia, 러시아, 상트페테르부르크, saint petersburg",
    "America/New_York": (
        "et, est, edt, eastern, us eastern, 미국 동부, 미동부, 동부, 보스턴, boston, 워싱턴, washington, dc, "
        "필라델피아, philadelphia, 피츠버그, pittsburgh, 프린스턴, princeton, 애틀랜타, atlanta, 마이애미, miami, "
        "nyc, ny, 뉴욕시"
    ),
    "America/Chicago": (
        "ct, cst, cdt, central, us central, 미국 중부, 미중부, 오스틴, austin, 댈러스, dallas, 휴스턴, houston"
    ),
    "America/Denver": "mt, mst, mdt, mountain, us mountain, 미국 산악, 솔트레이크시티, salt lake city",
    "America/Los_Angeles": (
        "pt, pst, pdt, pacific, us pacific, 미국 서부, 미서부, 서부, la, 엘에이, 샌프란시스코, san francisco, "
        "sf, 시애틀, seattle, 실리콘밸리, silicon valley, 산호세, 새너제이, san jose, 샌디에이고, san diego, "
        "버클리, berkeley, 스탠퍼드, stanford, 라스베이거스, las vegas, 포틀랜드, portland"
    ),
    "America/Toronto": "몬트리올, montreal, 오타와, ottawa, 워털루, waterloo",
    "America/Vancouver": "빅토리아, victoria",
    "America/Sao_Paulo": "brt, brazil, 브라질, 상파울로, 리우데자네이루, rio de janeiro",
    "America/Mexico_City": "mexico, 멕시코, 멕시코시티",
    "Australia/Sydney": "aest, aedt, aet, 호주, 오스트레일리아, australia, 캔버라, canberra",
    "Pacific/Auckland": "nzst, nzdt, new zealand, 뉴질랜드, 웰링턴, wellington",
    "Pacific/Honolulu": "hst, hawaii, 하와이",
    "UTC": "z, zulu, 세계시, 협정세계시, 협정 세계시, 그리니치",
}

# Countries of several zones: those with the most people.
SEVERAL = {
    "us, usa, america, united states, 미국": ("America/New_York", "America/Chicago", "America/Los_Angeles"),
    "canada, 캐나다": ("America/Toronto", "America/Vancouver", "America/Halifax"),
    "europe, eu, 유럽": ("Europe/London", "Europe/Paris", "Europe/Berlin"),
    "asia, 아시아": ("Asia/Seoul", "Asia/Shanghai", "Asia/Kolkata"),
}

# An offset is no zone (it knows no summer time), but it hints at some: minutes east of UTC.
HINTED = {
    -600: ("Pacific/Honolulu",),
    -480: ("America/Los_Angeles",),
    -420: ("America/Denver", "America/Los_Angeles"),
    -360: ("America/Chicago", "America/Denver"),
    -300: ("America/New_York", "America/Chicago"),
    -240: ("America/New_York", "America/Halifax"),
    -180: ("America/Sao_Paulo", "America/Argentina/Buenos_Aires"),
    0: ("UTC", "Europe/London"),
    60: ("Europe/Berlin", "Europe/Paris", "Europe/London"),
    120: ("Europe/Berlin", "Europe/Paris", "Europe/Athens"),
    180: ("Europe/Moscow", "Europe/Istanbul", "Europe/Athens"),
    240: ("Asia/Dubai",),
    300: ("Asia/Karachi", "Asia/Tashkent"),
    330: ("Asia/Kolkata",),
    360: ("Asia/Dhaka",),
    420: ("Asia/Bangkok", "Asia/Ho_Chi_Minh", "Asia/Jakarta"),
    480: ("Asia/Shanghai", "Asia/Singapore", "Asia/Hong_Kong"),
    540: ("Asia/Seoul", "Asia/Tokyo"),
    570: ("Australia/Adelaide",),
    600: ("Australia/Sydney", "Australia/Brisbane"),
    660: ("Australia/Sydney",),
    720: ("Pacific/Auckland",),
    780: ("Pacific/Auckland",),
}
