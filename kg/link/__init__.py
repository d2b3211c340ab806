"""Entities to items of Wikidata: offline from an index, honest about what is not there."""
