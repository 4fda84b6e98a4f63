drop policy sealed_opinion on facts;
