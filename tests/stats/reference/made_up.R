# What R says about made_up.csv (invented patients): run `Rscript made_up.R` here to write made_up_expected.csv.
library(survival)
library(cmprsk)

d <- read.csv("made_up.csv")
rows <- list()
note <- function(quantity, key, value) {
  rows[[length(rows) + 1]] <<- data.frame(quantity = quantity, key = key, value = sprintf("%.15g", value))
}
times <- c(0.3, 1, 2.5, 5, 10, 20, 30)

for (type in c("log-log", "log", "plain")) for (delayed in c("none", "delayed")) {
  y <- if (delayed == "none") Surv(d$time, d$event) else Surv(d$entry, d$time, d$event)
  fit <- survfit(y ~ 1, conf.type = type)
  at <- summary(fit, times = times)
  for (what in c("surv", "lower", "upper", "n.risk"))
    note(paste("km", type, delayed, what), times, at[[what]])
  for (p in c(0.25, 0.5)) {
    q <- quantile(fit, p)
    note(paste("quantile", type, delayed, p), c("value", "lower", "upper"), c(q$quantile, q$lower, q$upper))
  }
}

for (rho in 0:1) {
  fit <- survdiff(Surv(time, event) ~ group, d, rho = rho)
  note(paste("survdiff", rho), "chi2", fit$chisq)
  note(paste("survdiff observed", rho), c("EBV", "FHL", "MAS"), fit$obs)
  note(paste("survdiff expected", rho), c("EBV", "FHL", "MAS"), fit$exp)
  note(paste("survdiff stratified", rho), "chi2", survdiff(Surv(time, event) ~ group + strata(site), d, rho = rho)$chisq)
}

tables <- list("3,1,0,2,5,1,0,0,4" = 3, "8,2,1,1,6,3,5,0,2,2,4,4" = 4, "20,1,13,4,9,9,3,11,0,6" = 5, "1,0,0,0,9,9,9,9" = 2)
for (cells in names(tables)) {
  table <- matrix(as.numeric(strsplit(cells, ",")[[1]]), nrow = tables[[cells]], byrow = TRUE)
  note("fisher", paste(tables[[cells]], cells), fisher.test(table, workspace = 2e7)$p.value)
}
note("p.adjust holm", 1:5, p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.6), "holm"))
note("p.adjust bh", 1:5, p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.6), "BH"))

out <- do.call(rbind, rows)
write.csv(out, "made_up_expected.csv", row.names = FALSE, quote = TRUE)
