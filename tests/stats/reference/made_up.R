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

cif <- cuminc(d$time, d$state, d$group)
at <- timepoints(cif, c(1, 3, 6, 12, 18))
for (curve in rownames(at$est)) {
  note("cuminc estimate", paste(curve, colnames(at$est)), at$est[curve, ])
  note("cuminc variance", paste(curve, colnames(at$var)), at$var[curve, ])
}
note("gray", rownames(cif$Tests), cif$Tests[, "stat"])
note("gray two groups", 1:2, cuminc(d$time, d$state, d$group == "FHL")$Tests[, "stat"])

noted_cox <- function(name, formula) {
  fit <- coxph(formula, d, ties = "efron")
  s <- summary(fit)
  note(paste(name, "hr"), rownames(s$conf.int), s$conf.int[, "exp(coef)"])
  note(paste(name, "lower"), rownames(s$conf.int), s$conf.int[, "lower .95"])
  note(paste(name, "upper"), rownames(s$conf.int), s$conf.int[, "upper .95"])
  note(paste(name, "p"), rownames(s$conf.int), s$coefficients[, "Pr(>|z|)"])
  note(paste(name, "tests"), c("likelihood ratio", "score", "loglik"), c(s$logtest[1], s$sctest[1], fit$loglik[2]))
  note(paste(name, "zph"), c("chi2", "p"), cox.zph(fit)$table["GLOBAL", c("chisq", "p")])
}
noted_cox("cox", Surv(time, event) ~ group)
noted_cox("cox delayed", Surv(entry, time, event) ~ group)

for (g in c("EBV", "FHL", "MAS")) {
  fit <- survfit(Surv(time, event) ~ 1, d[d$group == g, ])
  note("rmst", paste(g, c("value", "se")), summary(fit, rmean = 15)$table[c("rmean", "se(rmean)")])
}

# Each patient with a change is followed as two: before it and after it.
changed <- !is.na(d$change)
before <- data.frame(start = 0, stop = ifelse(changed, d$change, d$time), event = ifelse(changed, 0, d$event), after = 0)
after <- data.frame(start = d$change, stop = d$time, event = d$event, after = 1)[changed, ]
spells <- rbind(before, after)
s <- summary(coxph(Surv(start, stop, event) ~ after, spells))
note("time-varying cox", c("hr", "lower", "upper", "p"),
     c(s$conf.int[c(1, 3, 4)], s$coefficients[, "Pr(>|z|)"]))
for (state in 0:1) {
  fit <- summary(survfit(Surv(start, stop, event) ~ 1, spells[spells$after == state, ], conf.type = "log-log"),
                 times = c(5, 10, 15))
  note(paste("simon-makuch", state), paste(c(5, 10, 15), rep(c("surv", "lower", "upper"), each = 3)),
       c(fit$surv, fit$lower, fit$upper))
}
kept <- d[d$time > 4, ]
note("landmark 4", c("n", "changed", "chi2"),
     c(nrow(kept), sum(!is.na(kept$change) & kept$change <= 4),
       survdiff(Surv(time, event) ~ (!is.na(change) & change <= 4), kept)$chisq))

out <- do.call(rbind, rows)
write.csv(out, "made_up_expected.csv", row.names = FALSE, quote = TRUE)
