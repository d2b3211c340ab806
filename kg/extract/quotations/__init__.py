"""Who says what to whom: quotations, their cues, speakers and listeners."""
