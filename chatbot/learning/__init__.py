"""What a chatbot learns: examples made of conversations, of skills' phrasings and of facts; of no use to serving."""
