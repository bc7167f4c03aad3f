"""How good a bot is at what can be told right from wrong: small talk, memory, skills; of no use to serving."""
