"""Who is who in a text: names, descriptions and pronouns that stand for one thing."""
