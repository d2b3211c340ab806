"""The Reconciliation Service API 0.2 of the W3C community group: our index as a service."""
