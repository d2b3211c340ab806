"""The live Wikidata as a source of candidates: asked politely, cached, never mistaken for NIL."""
