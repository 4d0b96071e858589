"""Slack on slack-bolt: channels, threads, direct messages, modals and the App Home.

Pure, and without slack-bolt, so that others can render too:
render       a View to Slack's messages as plain JSON; posts, private, modals, home, lines: its parts
blocks       Slack's blocks and what they count; mrkdwn, links, fallback: text that says nothing but itself
values       what a button does, in its action_id and value; origin: where a modal was opened
dialect      all of it for who shows Slack's messages elsewhere
manifest     what the app asks Slack for, made from the core's table

Over HTTP alone, without a connection:
web          one request, and how it failed; pace: the limits; errors: what a refusal means
sender       posts, edits, looks up (history); rights, people: what the app and a person may do where
tokens       the workspaces' tokens, kept and rotated

With slack-bolt:
platform     SlackPlatform: the Platform, and the connections that come back
listening    Bolt's app, behind Socket Mode or the service's web server (http, oauth)
reports      what happens to channels and workspaces
hometabs     Home tabs that were opened follow what is done elsewhere
interactions a use of the app to a Call (calls) and its answer within the deadline (answers)
"""
