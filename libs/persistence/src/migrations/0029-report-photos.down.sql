drop policy counted on documents;
drop policy attached on cases;
