### English. Every sentence that a reader sees; the code names it by its key: say(language, "key", value=…).
### The same keys with the same values stand in ko.ftl (tests/unit/test_locale.py). Plural forms: { $n -> [one] … *[other] … }.

### days of the week, as a value in a list

days-every = every day
days-weekdays = weekdays
days-weekend = weekends


### read: why a document was refused

refused-not-utf8 = This is not UTF-8 text. Save the file as UTF-8 and import it again.
refused-too-large = The file is larger than { $megabytes } MB.
refused-conflict = A git conflict marker stands here. Resolve the conflict and import the file again.
refused-empty = There is no paper in it.
refused-no-date = The page names no date. Put one in its first line, such as 2025-06-02, or give it with --date.
refused-bad-date = There is no such day: { $text }
refused-future-date = { $date } is more than seven days ahead. Wrong year?
refused-no-authors = A title needs a line with its authors in parentheses after it. There is none after: { $text }

### the database cannot be used (one line on stderr)

store-newer = The database { $path } is of version { $found }, and this Paperboy knows versions up to { $known }. Run the newer Paperboy that wrote it, or restore a backup.
store-not-a-database = { $path } is not a database. Name another file in PAPERBOY_DATABASE_URL, or move this one away.
store-not-ours = { $path } is a database of another program. Name another file in PAPERBOY_DATABASE_URL.
store-damaged = The database { $path } is damaged. Restore a backup; how stands in docs/operating.md.
store-read-only = The database { $path } cannot be written. Give this user the right to write the file and its folder.
store-cannot-open = The database { $path } cannot be opened: { $reason }. Is its folder there, and may this user write into it?
store-full = The disk is full: { $path } could not be written. Nothing that was stored is lost; make room and try again.
store-locked = Another program keeps the database { $path } locked. Try again when it is done.
store-disk = The disk under { $path } reports an error: { $reason }. Look at the disk; nothing half written stays.
store-copy-damaged = The copy { $path } came out damaged and was not kept. Check the disks, then try again.
store-copy-exists = { $path } exists already. Name a file that does not exist yet.

### settings (after the name of the setting and a colon)

setting-language = “{ $value }” is not a language that Paperboy speaks. Right would be: ko or en.
setting-zone = “{ $value }” is no time zone. Right would be a name such as: { $nearest }.
setting-database = “{ $value }” is no address of a database that Paperboy can use. Right would be: sqlite:///data/paperboy.sqlite3 (four slashes for an absolute path).
setting-source = the folder { $path } is not there. Right would be folders that exist, separated by commas.
setting-no-file = the file { $path } is not there. Right would be the path of a file that exists.
setting-guilds = “{ $value }” is not the id of a Discord server. Right would be numbers, separated by commas.
setting-file = the file { $path } cannot be read as text. Right would be a readable file that holds the value.
setting-env-file = the file cannot be read. Right would be a text file in UTF-8 with lines such as PAPERBOY_LANGUAGE=ko.
setting-choice = not usable. Right would be: { $choices }.
setting-proxy = not the address of a proxy. Right would be: http://proxy.example:3128.
setting-address = “{ $value }” is no address that a browser could open. Right would be: https://papers.example.org.
setting-port = no port. Right would be a number from 1 to 65535, or 0 for any that is free.
setting-value = not usable. docs/operating.md says what would be right.

### the command line

cli-unexpected = That should not have happened: { $error }. With PAPERBOY_LOG_LEVEL=debug you see where; please report it.
cli-no-database = There is no database at { $path } yet. “paperboy run” makes one.
cli-older = The database { $path } is of an older Paperboy. “paperboy migrate” brings it up to date.
cli-no-file = There is no file or folder { $path }.
cli-format = There is no such format. Right would be: { $formats }.
cli-no-tag = No paper has the tag “{ $tag }”.
cli-no-tag-nearest = No paper has the tag “{ $tag }”. Nearest: { $nearest }.
cli-date = “{ $text }” is no date. Right would be a day such as 2025-06-02.
cli-language = “{ $text }” is not a language that Paperboy speaks. Right would be: ko or en.
cli-zone = “{ $text }” is no time zone. Right would be a name such as Asia/Seoul.
cli-zone-nearest = “{ $text }” is no time zone. Nearest: { $nearest }.
cli-instant = “{ $text }” is no instant. Right would be: 2025-06-03T09:00+09:00.
cli-reading = Reading
import-counts = { $added } added, { $changed } changed, { $unchanged } unchanged, { $archived } archived, { $refused } refused
tick-posted = Posted to { $place }: { $papers ->
    [one] { $papers } paper
   *[other] { $papers } papers
}
tick-corrected = Corrected in { $place }: { $papers ->
    [one] { $papers } paper
   *[other] { $papers } papers
}
tick-nothing = Nothing is due.
status-connected = { $platform }: connected (heartbeat { $seconds } s ago)
status-not-connected = { $platform }: not connected since { $since } (heartbeat { $seconds } s ago)
status-heartbeat-old = { $platform }: last heartbeat { $when }; the service is not running.
status-no-heartbeat = No service with a platform has run yet.
status-subscriptions = Subscriptions: { $number }
status-active = { $place }: next post { $when }
status-paused = { $place }: paused
status-paused-why = { $place }: paused ({ $why })
status-ended = { $place }: ended
status-ended-why = { $place }: ended ({ $why })
status-deliveries = Deliveries: { $counts }
status-count-open = open
status-count-done = done
status-count-closed = closed
status-count-uncertain = uncertain messages
status-count-dead = failed messages
status-oldest = Oldest unpaid delivery: { $when }
status-all-paid = No delivery is unpaid.
status-import = Last import of { $source }: { $when } ({ $counts })
status-files = single files
status-no-import = Nothing was imported yet.
config-stranger = { $name } is no setting of Paperboy. Perhaps you mean { $nearest }.
migrate-done = The database { $path } has schema version { $version }.
backup-done = Copied and checked: { $path } ({ $kib } KiB)
backup-no-folder = There is no folder { $path }.

### the terminal

console-welcome =
    Paperboy: machine-learning papers, picked and commented by a curator, in Korean and English.

    Type this first:   /paper tag:optimizer
    A daily post here: /subscribe 09:00
    Everything else:   /help

    A number in ‹ › is a button: type the number. Ctrl-D leaves.
console-zone = Nobody set PAPERBOY_TIMEZONE, so times are meant in this machine's zone: { $zone }.
console-no-button = There is no button { $number }.
intake-progress = Reading { $source }: { $done } of { $total } documents
intake-done = { $source }: { $counts }

### commands

language-own = English
language-ko = Korean
language-en = English
language-auto = Automatic

# What Discord and the help show beside a command and an option: at most 100 characters.
about-paper = Find papers by tag, words, date or arXiv id
about-random = One paper at random
about-digest = The latest digest, or the one of a day
about-tags = All tags and how many papers have them
about-language = The language in which you are answered
about-settings = Your language, subscriptions, saved papers, and what is stored about you
about-saved = The papers that you saved
about-subscribe = Daily papers in this channel; on a subscribed channel, change what you name
about-unsubscribe = Stop the daily papers in this channel
about-subscription = Show this channel's subscription; pause, resume, preview
about-help = What there is
about-option-tag = A tag; several with commas: rl, moe
about-option-query = Words of the title, abstract or commentary; or an arXiv id or link
about-option-date = A day, month or year: today, 2025-06-02, June 2025
about-option-language = The language of this answer
about-option-prefix = How the tag begins
about-option-choice = ko, en, or auto to follow your app
about-option-time = Local time, such as 09:00 (which it is if you name none)
about-option-timezone = A city or time zone, such as Asia/Seoul
about-option-days = daily, weekdays, or days such as mon,wed,fri
about-option-channel-language = The language of the posts: ko, en or both
about-option-tags = Only papers with one of these tags; all to take this back
about-option-exclude = No papers with these tags; none to take this back
about-option-layout = list, thread (a card for each paper in the thread) or forum
about-option-channel = The channel, if not this one
about-option-role = A role to ping with each post; none (on Discord: @everyone) to take this back

button-abstract = Abstract
button-hide-abstract = Hide abstract
button-card = Open
button-whole = Read all
button-save = Save
button-unsave = Saved
button-undo = Undo
button-share = Share in channel
button-find-on-arxiv = Find on arXiv
button-find = Search
button-help = Help
button-tags = All tags
button-random = Random paper
button-another = Another
button-next = Next
button-previous = Previous
button-newest = Newest first
button-oldest = Oldest first
button-web = Open on the web
button-settings = My settings
button-digest = Open digest
button-saved-list = Saved papers
button-first = First page
button-drop = Remove { $n }
button-bibtex = BibTeX
button-erase = Erase what is stored
button-erase-all = Yes, erase everything
button-manage = Manage
button-anyway = Subscribe anyway
button-post-now = Post now
button-preview = Preview
button-pause = Pause
button-resume = Resume
button-catch-up = Resume and catch up
button-unsubscribe = Unsubscribe
button-subscribe-again = Subscribe again
button-arrived = It arrived
button-again = Send again

authors-more = { $n ->
    [one] { $first } and 1 other
   *[other] { $first } and { $n } others
}
papers = { $n ->
    [one] 1 paper
   *[other] { $n } papers
}
papers-counted = { $n ->
    [one] 1 paper
   *[other] { $n } papers
}
order-newest = newest first
order-oldest = oldest first
page = page { $page }
page-of = page { $page } of { $pages }
numbers-shown = nos. { $first }–{ $last }
passage-abstract = Abstract
passage-in-korean = Commentary in Korean
passage-in-english = Commentary in English
passage-no-commentary = No commentary
passage-first-sentence = No commentary · the abstract begins
passage-nothing = No commentary and no abstract

heading-newest = Newest papers
heading-words = “{ $words }”
found-nothing = No paper was found: { $what }
found-nothing-together = All conditions have to be met together; try it with fewer.
found-nothing-tags = These tags come near it:
found-nothing-more = These papers are not in the archive any more; search again.
found-nothing-random = No paper has all of these tags; try it with fewer.
found-no-id = This paper is not in the archive: arXiv:{ $id }
archive-empty = There are no papers yet; they appear with the first digest.
find-heading = Find papers
hint-how = By tag: { $tag } · by words: { $words }
hint-command = This was read as a search. If you meant the command, write: { $command }
hint-narrow = For more, search with fewer words or add a date.
tags-all = { $n ->
    [one] 1 tag
   *[other] { $n } tags
}
tags-starting = { $n ->
    [one] 1 tag for “{ $typed }”
   *[other] { $n } tags for “{ $typed }”
}
tags-note = with the number of papers
tags-pick = Choose a tag
digest-empty-day = There is no digest of { $date }; the nearest is of { $nearest }.
digest-none-between = There is no digest between { $since } and { $until }; try another month or year.
date-today = today
date-yesterday = yesterday
date-this-week = this week
date-last-week = last week
date-this-month = this month
date-last-month = last month

saved-one = Saved: { $title }
saved-already = Saved before: { $title }
unsaved-one = Removed from your saved papers: { $title }
saved-heading = Saved papers
saved-empty = You have not saved any paper yet.
saved-how = The button “{ $button }” stands on every paper's card.
save-which = Which paper shall be saved?
bibtex-here = { $n ->
    [one] 1 paper as BibTeX
   *[other] { $n } papers as BibTeX
}
bibtex-most = These are the { $n } that you saved last.

language-now = Your language: { $chosen }
language-chosen = The language of your answers is set: { $chosen }
language-posts-stay = Posts in channels stay in the channel's language.
greeting = To be answered in English: { $command }
settings-heading = My settings
settings-language = Language: { $chosen }
settings-subscription = Subscription: { $channel }
settings-saved = Saved papers: { $n }
settings-latest = Latest digest
settings-stored = What is stored about you
erase-sure = { $saved ->
    [0] Your language and which random papers you had will be erased.
    [one] Your language, 1 saved paper and which random papers you had will be erased.
   *[other] Your language, { $saved } saved papers and which random papers you had will be erased.
}
erase-sure-more = Your own subscription in direct messages ends; those that you made for channels stay, without your name. This cannot be undone.
erased = Everything that was stored about you is erased.

subscribed = Subscribed
subscribed-change = To change something, name only that: { $command }
subscription-heading = Subscription
subscription-changed = Subscription changed
subscription-same = Already subscribed like this
subscription-had-all = Everything there is has been posted here already; the next post comes with the next digest.
subscription-from-now = Earlier papers that match are not posted; those that come from now on are.
subscription-nothing-yet = No paper matches yet; the first ones that do will be posted.
subscription-paused = Paused: nothing is posted until somebody resumes.
subscription-resumed = Resumed: papers that come from now on are posted.
subscription-caught-up = Resumed: what was missed in the last 7 days comes with the next post.
subscription-active-already = This subscription is active already.
subscription-uncertain = Of a message nobody can say whether it arrived. Look at the channel, then press the button that fits.
unsubscribed = Unsubscribed: { $channel }
preview-heading = The next post
preview-more = { $n ->
    [one] and 1 more paper
   *[other] and { $n } more papers
}
post-remaining = { $n ->
    [one] 1 more paper follows with the next post.
   *[other] { $n } more papers follow with the next posts.
}
posting-now = It is being posted: { $channel }
part-arrived = Recorded as arrived.
part-again = It is being sent again.
part-settled = This message has been settled already.
outcome-done = posted
outcome-open = being sent
outcome-closed = not posted
outcome-uncertain = uncertain whether it arrived
outcome-dead = a part was refused by the platform
state-active = active
state-paused = paused
state-ended = ended
row-channel = Channel
row-time = Time
row-language = Language
row-tags = Tags
row-exclude = Without
row-layout = Layout
row-role = Pings
row-state = State
row-next = Next post
row-matching = Matching, last 30 days
row-saved = Saved
row-seen = Random papers had
row-zone = Time zone
tags-any = all
value-none = none
layout-list = list
layout-thread = thread
layout-forum = forum
channel-direct = direct message

help-what = Paperboy brings hand-picked machine-learning papers with commentary, in Korean and English.
help-find = Words, tag and date together narrow a search; an arXiv link or id shows that paper.
help-private = Only you see these answers. What the whole channel sees are its daily posts, and what somebody shares.

failed = Something went wrong on our side. Please try again; if it stays so, tell whoever runs this bot the reference { $reference }.
wrong-command = There is no command “{ $typed }”; the help shows those that there are.
wrong-command-nearest = There is no command “{ $typed }”; perhaps you meant { $nearest }
wrong-language = “{ $typed }” is no language that Paperboy speaks; write ko or en.
wrong-own-language = “{ $typed }” is no language that Paperboy speaks; choose one of these.
wrong-date = “{ $typed }” is no date; write a day ({ $example }), a month ({ $month }), a year or today.
wrong-words-long = A search may have { $limit } characters at most; use fewer words.
wrong-tag = There is no tag #{ $typed }; the list shows those that there are.
wrong-tag-nearest = There is no tag #{ $typed }; the nearest: { $nearest }
wrong-tag-long = A tag may have { $limit } characters at most; use a shorter one.
wrong-tag-form = “{ $typed }” is no tag; a tag has letters, digits and hyphens, such as optimizer.
wrong-tag-both = The tag #{ $tag } cannot be wanted and excluded at once; name it in one place.
wrong-new-tag = No paper has the tag #{ $typed } yet.
wrong-new-tag-nearest = No paper has the tag #{ $typed } yet; the nearest: { $nearest }
hint-anyway = To subscribe to it anyway, subscribe without tags first, then change only the tags.
wrong-paper = This paper is not in the archive any more; search for it by its title.
wrong-message = This message shows no paper that could be found; use a message with papers.
wrong-time = “{ $typed }” is no time of day; write 09:00, 9am or 21:30.
wrong-zone = “{ $typed }” is no time zone; write a city or a name such as Asia/Seoul or Europe/Paris.
wrong-zone-nearest = “{ $typed }” is no time zone; the nearest: { $nearest }
wrong-days = “{ $typed }” are no days of the week; write daily, weekdays or mon,wed,fri.
wrong-channel-language = “{ $typed }” is no language that Paperboy speaks; write ko, en, ko+en or en+ko.
wrong-layout = “{ $typed }” is no layout; write list, thread or forum.
wrong-layout-here = The layout “{ $layout }” does not fit this channel; here this does: { $fitting }
wrong-role-direct = A role can only be pinged in a channel; leave it out in a direct message.
wrong-role-here = No role can be pinged here; leave it out.
wrong-role = “{ $typed }” is no role that can be pinged; choose one from the list that appears after @.
wrong-channel = “{ $typed }” is no channel that can be found from here; write this command in that channel.
wrong-bot-rights = I cannot post in { $channel } yet. Please allow me: { $missing }
wrong-may-not-manage = Only those who manage the channel may change its subscription; ask one of them, or subscribe for yourself in a direct message.
wrong-may-not-write = You may not write in this channel, so nothing can be shared here; share where you may write.
wrong-not-subscribed = This channel is not subscribed. To subscribe: { $command }
wrong-paused = This subscription is not active; resume it first.

### deliver: why a subscription stopped, why a delivery failed (phrases, after “ · ”), and what who subscribed is told
reason-gone = the channel is gone, or Paperboy was removed from it
reason-forbidden = Paperboy may not post in the channel
reason-revoked = Paperboy was removed from the server or workspace
reason-revoked-paused = Paperboy was removed from the server or workspace while the subscription was paused
reason-moved = the channel was merged into one with its own subscription
failed-unavailable = the platform could not be reached; it is tried again
failed-uncertain = nobody knows yet whether it arrived
failed-unfinished = posted, but not published yet; it is tried again
failed-interrupted = interrupted; it is tried again
failed-expired = its time was over; the papers follow in the next post
failed-paused = the subscription was paused
failed-ended = the subscription was ended
failed-nobody-said = nobody said whether it arrived; it is not sent again
failed-no-thread = the post has no thread for the papers
told-paused = The subscription of { $channel } is paused: { $reason }.
told-paused-next = Once Paperboy may post there again, the subscription goes on; if it does not by itself, it can be resumed in the channel. Papers of the last week are not lost.
told-ended = The subscription of { $channel } has ended: { $reason }.
told-ended-next = To go on elsewhere, subscribe in another channel.

### discord
discord-save = Save paper
discord-not-served = This bot is not set up for this server; whoever runs it has to add the server first.
discord-outdated = This command or button is out of date. Please use the command again.

### importer

refused-unreadable = It cannot be read: { $reason }
remark-draft = { $path } is a draft: not imported.
remark-undated = { $path } names no possible date: it counts as written today.
remark-unnamed = { $path } has neither a link nor a title with authors: stored and searchable, never posted by itself.
remark-outside = { $path } links to a place outside the folder, or to a hidden one: not read.
remark-gone = { $count ->
    [one] One note is gone from its folder: it stays in the archive, and is not posted any more.
   *[other] { $count } notes are gone from their folder: they stay in the archive, and are not posted any more.
}
remark-old = { $count ->
    [one] One paper of { $date } is { $days } days old: stored, not posted. Wrong year? Correct the date and import again.
   *[other] { $count } papers of { $date } are { $days } days old: stored, not posted. Wrong year? Correct the date and import again.
}

### slack
slack-about = Hand-picked machine-learning papers with commentary, every day.
slack-find = Find papers
slack-find-about = by tag, words or date
slack-save = Save paper
slack-save-about = the paper in this message
slack-outdated = This button is out of date. Please use the command again.
slack-installed = Paperboy is installed. Go back to Slack and type /paper in any channel.
slack-not-installed = Paperboy was not installed. Please open the installation link again, and allow what it asks for.

### cli discord

discord-no-token = Discord needs a token: set PAPERBOY_DISCORD_TOKEN, or PAPERBOY_DISCORD_TOKEN_FILE to a file that holds it (docs/discord.md).
discord-no-answer = Discord did not give the link that invites the bot: { $reason }. Ask again with “paperboy discord invite” when “paperboy doctor” reaches Discord and finds the token right.

### cli slack

slack-mode = “{ $mode }” is no mode. Right would be: socket or http.
slack-no-address = In HTTP mode Slack calls the service: set PAPERBOY_PUBLIC_URL to the address at which Slack reaches it.

### health

health-fine = Paperboy lives: { $place }
health-silent = Nobody answers at { $place }: { $reason }. Does the service run, with the same PAPERBOY_WEB_PORT?
health-stranger = Another program answers at { $place }. Give Paperboy a free port: PAPERBOY_WEB_PORT.
health-bad = Paperboy answers at { $place }, and this fails: { $parts }. “paperboy doctor” says what to do.
health-no-port = PAPERBOY_WEB_PORT=0 lets the machine choose the port, so nobody knows where to ask. Set a port.

### backups

restore-done = Restored and checked: { $path } is now { $file } (schema { $version }).
restore-exists = There is a database at { $path } already. With --force the copy takes its place.
restore-running = Paperboy, or another program, is using { $path }. Stop it, then restore.
restore-not-ours = { $path } is no copy of Paperboy's database.
restore-damaged = The copy { $path } is damaged. Restore another one; the database was not touched.

### doctor

doctor-folder = Nothing can be written into { $folder }: { $reason }. Give the service's user the right to write there, or name another folder in PAPERBOY_DATA_DIR.
doctor-folder-fine = The data folder { $folder } can be written.
doctor-disk = The disk under { $folder } is nearly full: { $free } MiB are free, { $needed } are needed. Make room, or move the data folder.
doctor-disk-fine = There is room on the disk: { $free } MiB.
doctor-zones = Time zones are missing on this machine: { $zones }. Install the package tzdata, or install Paperboy anew.
doctor-zones-fine = Time zones are there; the instance's is { $zone }.
doctor-port = Another program listens at { $place }. Set PAPERBOY_WEB_PORT to a free port, or stop that program.
doctor-port-silent = Something has the port { $place } and did not answer within { $seconds } s: a Paperboy that is overloaded or hangs, or another program. Ask again in a minute; if it stays, start the service again, or set PAPERBOY_WEB_PORT to a free port.
doctor-address = Nobody can listen at { $place } on this machine. Set PAPERBOY_WEB_HOST to one of its addresses, or leave it out.
doctor-port-free = The port { $place } is free; no service is running.
doctor-running = The service is running at { $place }.
doctor-no-backups = There are no daily backups. Set PAPERBOY_BACKUPS to a folder, best on another disk.
doctor-backup-old = There is no backup of the last two days in { $folder }. Does the service run, and may it write there?
doctor-backup-fine = The newest backup is of { $date }.
doctor-database-fine = The database { $path } is whole and can be written.
doctor-database-older = The database { $path } is of an older Paperboy. The next start copies it, and brings it up to date.
doctor-paid = No delivery is late.
doctor-unpaid = Deliveries are late: { $number }, the oldest by { $hours } h. Does the service run? If so, its log says what fails.
doctor-uncertain = Messages of which nobody knows whether they arrived: { $number }. In their channels, /subscription has two buttons that settle it.
doctor-waiting = Posts wait for platforms that are switched off: { $waiting }. They go out when one is switched on again, and are given up at their deadline.
doctor-host-fine = { $host } answers.
doctor-unreachable = { $host } cannot be reached: { $reason }. Check the network, DNS and firewall; if there is a proxy, set PAPERBOY_PROXY.
doctor-proxy = The proxy does not reach { $host }: { $reason }. Check PAPERBOY_PROXY, and have the proxy allow this host.
doctor-certificate = The certificate that { $host } shows is not trusted: { $reason }. If a proxy reads along, set PAPERBOY_CA_FILE to its certificate.
doctor-no-platform = Neither Discord nor Slack has a token here, so Paperboy posts to nobody there. Get one as docs/discord.md or docs/slack.md says, then set it with “paperboy init”.
doctor-token = { $setting } is not taken by { $host } ({ $reason }). Copy it again from the platform's page, or make a new one, and set it.
doctor-token-fine = { $setting } is taken.
doctor-token-unknown = Whether { $setting } is right could not be found out: { $host } is busy or out of order ({ $reason }). Try again later.
doctor-scopes = The Slack app lacks scopes: { $scopes }. Paste the output of “paperboy slack manifest” into the app's manifest, and install it again.
doctor-scopes-optional = The Slack app could do more with these scopes: { $scopes }. docs/slack.md says what for.
doctor-scopes-fine = The Slack app has all its scopes.
doctor-secret-key = The tokens of workspaces that installed the Slack app cannot be read with this PAPERBOY_SECRET_KEY. Set the one that they were stored with; with another one each workspace has to install the app again.
doctor-workspace-token = The Slack workspace { $workspace } does not take its token ({ $reason }). Somebody there has to install the app again: { $link }
doctor-workspace-scopes = The Slack app lacks scopes in the workspace { $workspace }: { $scopes }. Somebody there has to install it again: { $link }
doctor-workspace-unknown = The Slack workspace { $workspace } could not be asked about its token: { $reason }. Try again later.
doctor-workspaces-fine = Workspaces that installed the Slack app, and take their token: { $number }.
doctor-no-workspace = No workspace has installed the Slack app yet. It is installed here: { $link }
doctor-clock = This machine's clock is off by { $seconds } s. Switch on time synchronization (NTP).
doctor-clock-fine = The clock is right.
doctor-channel-fine = { $channel } can be posted to.
doctor-rights = { $channel } cannot be posted to. The bot needs there: { $rights }
doctor-channel-unknown = { $channel } could not be looked at: { $reason }. Try again later.

### settings of Slack that need one another
setting-slack-client = workspaces install the app with the id and the secret of Slack's client together. Right would be: both, from the app's page “Basic Information”.
setting-slack-way = without it Slack has no way to Paperboy. Right would be: the token xapp-… for Socket Mode, or PAPERBOY_SLACK_SIGNING_SECRET where Slack calls the web server (docs/slack.md).
setting-slack-key = the tokens of workspaces that install the app are stored encrypted with it. Right would be: any long text that stays the same.
setting-slack-address = people who install the app come back to it. Right would be: the address of the web server, such as https://papers.example.org.

### init

init-language = Language of this instance (ko or en)
init-timezone = Time zone, such as Asia/Seoul
init-discord-token = Discord bot token (docs/discord.md; empty: none, or the one that is set)
init-slack-way = Slack: “socket” (no public address is needed), “http” (Slack calls a public address), “workspaces” (many install the app at a public address); docs/slack.md; empty: none, or as it is
init-public-url = Public address of the web server, such as https://papers.example.org
init-slack-manifest = Create the Slack app at https://api.slack.com/apps (Create New App, From a manifest) with this, and install it; then go on here:
init-slack-bot-token = Slack bot token, xoxb-… (Install App; empty: none, or the one that is set)
init-slack-app-token = Slack app token, xapp-… (Basic Information, App-Level Tokens; empty: none, or the one that is set)
init-slack-signing-secret = Slack signing secret (Basic Information, App Credentials; empty: none, or the one that is set)
init-slack-client-id = Slack client id (App Credentials; empty: none, or the one that is set)
init-slack-client-secret = Slack client secret (App Credentials; empty: none, or the one that is set)
init-secret-key = A key was made that encrypts the workspaces' tokens: PAPERBOY_SECRET_KEY. Keep it with your backups.
init-nothing = Nothing was chosen, so nothing was written: everything stays as it is. Next: “paperboy run”; with a token, “paperboy init” again.
init-done = Written, readable by you only: { $path }. Next: “paperboy run”.
init-done-there = Written, readable by the service's user only: { $path }. It is read at each start: start the service again.
init-install = Workspaces install the app here: { $link }
init-not-written = The settings could not be written into { $path }: { $reason }. Give this user the right to write there.
init-invite = Invite the bot to your Discord server: { $link }

### reader

workspace-about = Stored about { $workspace }: readers { $readers }, their saved papers { $saved }, subscriptions { $subscriptions }, posts whose place is known { $posts }, tokens and the like { $kept }.
workspace-unknown = Nothing is stored about { $workspace } on { $platform }.
workspace-sure = Erase all of it? It cannot be undone. Type yes:{" "}
workspace-stays = Nothing was erased.
workspace-erased = Erased: { $workspace }. Of its channels only hashes stay, so that nothing comes twice should it return. Remove the app there too, or its people will be stored anew when they use it.
reader-erased = Forgotten: { $user }. Nothing is stored about this reader any more.

### Feeds, and what programs ask

feed-read = Read the paper
feed-more = { $n ->
    [one] 1 more paper of this day is on its page.
   *[other] { $n } more papers of this day are on its page.
}
feed-no-tag = There is no tag #{ $typed }.
feed-many-tags = No more than { $limit } tags can be asked for at once.
feed-wrong-language = A feed has lang=ko, lang=en, lang=ko+en or lang=en+ko.
feed-wrong-per = A feed has an entry for each paper (per=paper) or for each day (per=day).
api-nothing = There is nothing at this address; /api describes what there is.
api-no-paper = The archive has no paper at this address; /api/papers?q=… finds it by its title.
api-wrong-name = There is no such parameter here; these there are: { $known }.
api-wrong-tag = No more than { $tags } tags of { $tag } characters each can be asked for at once.
api-wrong-q = A search is one q= with { $words } characters at most.
api-wrong-date = A date is written like 2025-06-02, and once.
api-wrong-lang = A language is lang=ko, lang=en, lang=ko+en or lang=en+ko.
api-wrong-limit = A limit is a number from 1 to { NUMBER($limit, useGrouping: 0) }.
api-wrong-after = This is no place in the list; follow “next” as it was answered.

### web: the pages of the archive

web-name = Paperboy
web-about = Papers on machine learning, picked and commented on, in Korean and English.
web-skip = Skip to the content
web-nav = Pages
web-language = Language
web-latest = Latest
web-calendar = Calendar
web-tags = Tags
web-search = Search
web-random = Random
web-feeds = Feeds
web-try = Try it
web-try-first = Try it here as a chat, without a token.
web-digest = Papers of { $date }
web-digests-around = Digests before and after
web-before = Earlier
web-after = Later
web-authors-more = and { $n } more
web-commentary = Commentary
web-related = Related papers
web-copy = Copy
web-copied = Copied.
web-to-latest = To the latest digest
web-trouble-400 = This cannot be shown
web-trouble-404 = Nothing here
web-trouble-500 = Something went wrong
web-not-found = There is no page at this address.
web-only-read = These pages can only be read.
web-no-digest = There is no digest of { $date }.
web-no-digest-nearest = There is no digest of { $date }. These are the nearest:
web-no-paper = The archive has no paper at this address. Search for its title instead.
web-nothing-random = No paper has this tag. The list of tags shows those that there are.
web-wrong-date = This is no date. Right would be: { $example }
web-wrong-after = This address of a list's page cannot be read. Begin at its first page.
web-tag-about = The papers with the tag #{ $tag }, newest first, with commentary.
web-no-tag = There is no such tag: #{ $tag }. Choose one from the list of tags.
web-no-tag-nearest = There is no such tag: #{ $tag }. These are the nearest:
web-search-tag = Search in this tag
web-random-tag = One at random
web-feed = Feed
web-nothing-more = The list ends here.
web-list-pages = Pages of the list
web-list-newest = Newest
web-list-older = Older
web-chart = Papers a month
web-chart-most = Most in { $month }: { $n }
web-chart-about = { $n ->
    [one] A bar for each month from { $since } to { $until }, 1 paper in all.
   *[other] A bar for each month from { $since } to { $until }, { $n } papers in all.
}
web-chart-numbers = As numbers
web-month = Month
web-papers = Papers
web-tags-filter = Find a tag
web-find = Find
web-tags-most = Tags with most papers
web-tags-letters = By first letter
web-tags-none = No tag is called so. Try a part of its name.
web-tags-hidden = { $n ->
    [one] 1 more tag with few papers is not shown here. Finding a tag shows it.
   *[other] { $n } more tags with few papers are not shown here. Finding a tag shows them.
}
web-search-words = Words, an arXiv id or a link
web-search-tags = Tags
web-search-since = From
web-search-until = To
web-search-how = Looks in titles, abstracts and commentary, in Korean and English. Several tags are separated by commas.
web-hits = Found
web-nothing-found = Nothing was found. All conditions narrow together: try fewer words, or leave out a tag or a date.
web-wrong-tags = Up to { $limit } tags narrow a search. Leave some out.
web-wrong-span = The first day is after the last. Swap the two dates.
web-calendar-of = Calendar of { $year }
web-years = Years
web-weekdays = Su Mo Tu We Th Fr Sa
web-no-year = There is no digest of { $year }. These are the nearest years:
web-guides = Guides
web-guides-about = How Paperboy comes into your own server or workspace, what this page can do, and how to host it all.
web-guides-all = All guides
web-guide-language = This guide is in English.
web-feeds-about = A program that reads feeds brings you each new paper by itself. Give it one of these addresses.
web-feeds-ko = In Korean
web-feeds-en = In English
web-feeds-both = In both languages
web-feeds-day = One entry a day
web-feeds-more = The page of a tag has a feed of that tag alone, a search one of what it finds. Language, tag and one entry a day can be combined in the address:

### try: the page to try it all as a chat

try-title = Try it
try-lead = A real chat with Paperboy, shown as it will look in Discord and in Slack. Type a command, press the buttons, subscribe a channel.
try-needs-script = The chat needs JavaScript. Everything else here can be read without it.
try-rooms = Channels
try-direct = Direct messages
try-layout = What is shown
try-both = Side by side
try-discord = Discord
try-slack = Slack
try-theme = Colors
try-auto = Automatic
try-light = Light
try-dark = Dark
try-earlier = Earlier messages
try-newest = New message: show it
try-empty = Nothing here yet. A daily post to #{ $room } begins with /subscribe.
try-empty-direct = Only you read this channel. A daily post to yourself begins with /subscribe.
try-messages = Messages
try-first = Try first:
try-line-paper = /paper tag:optimizer
try-line-random = /random
try-line-subscribe = /subscribe { $time }
try-line-language = /language ko
try-placeholder = Type a command, a tag or words: /paper tag:optimizer
try-completions = Completions
try-send = Send
try-form = Answer
try-thread = Thread
try-app = APP
try-only-discord = Only you can see this
try-only-slack = Only visible to you
try-submit = Submit
try-choose = Make a selection
try-cancel = Cancel
try-close = Close
try-next = Have it in your own server
try-next-discord = For Discord, make a bot in the Developer Portal and give Paperboy its token with “paperboy init”.
try-next-slack = For Slack, make an app from our manifest and give Paperboy its two tokens with “paperboy init”.
try-guide-discord = Discord, step by step
try-guide-slack = Slack, step by step
try-failed = The server does not answer. It is asked again in a moment.
try-outdated = This button is of an older Paperboy. Type the command anew.
try-wrong-host = This page is not meant to be reached by this name: open it by its address, or set PAPERBOY_PUBLIC_URL.
try-wrong-origin = Only this page itself may ask here: open it in a tab of its own.
try-no-session = Nobody knows you here yet: open /try again.
try-not-ready = Paperboy is starting or stopping: try again in a moment.
try-bad-request = This could not be read: reload the page.
try-slow = The request came too slowly: try again.
try-full = Too many pages are open here: close one and try again.
try-welcome =
    In a browser:      { $address }
    There it looks as it will in Discord and in Slack; type /paper tag:optimizer first.
