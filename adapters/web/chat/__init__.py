"""The page to try it: a chat in the browser that is a platform, drawn as it will look in Discord and in Slack.

platform     the Platform: what is posted here, and where it stands
dialects     what the composition root hands over: the payloads of Discord and of Slack, and what a press means there
room         the messages of one channel, kept over a restart
listeners    who has the page open, told of each message at once
sessions     who is who, and from where one may ask
use        a request to a Call; answers: a Reply to what the page shows
routes       the addresses

Pure, JSON to HTML:
drawing      one message, in both dialects
html         elements whose text is escaped
discord, discord_forms, discord_text   Discord's components, modals and Markdown
slack, slack_forms, slack_text         Slack's blocks, modals and mrkdwn
"""
