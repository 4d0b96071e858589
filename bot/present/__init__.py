"""Values to views: what a paper, a post, a subscription says, in the reader's or the channel's language."""
