"""hlhdash: explore cohorts of children with hemophagocytic lymphohistiocytosis."""
