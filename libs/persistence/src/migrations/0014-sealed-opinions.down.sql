drop policy if exists sealed_opinion on facts;
