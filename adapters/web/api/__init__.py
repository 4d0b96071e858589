"""`/api`: the archive for programs, as JSON.

values          what is answered
asked           what can be asked
endpoints       which addresses there are: the one table that routes and the OpenAPI document are made of
document        the OpenAPI document
routes          the answers
"""
