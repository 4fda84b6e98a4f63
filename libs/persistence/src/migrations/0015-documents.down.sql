drop table document_pieces;
drop table documents;
