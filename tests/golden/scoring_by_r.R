# Alpha, omega and item-rest correlations of 200 simulated people, by psych and lavaan.
#
#   Rscript tests/golden/scoring_by_r.R tests/golden/answers_200.csv > tests/golden/scoring_by_r.csv
#
# Run on Debian with R 4.2.2, r-cran-psych 2.2.9-1 and r-cran-lavaan 0.6.14-1. The answers are raw; what R is told about
# the key is written out here, so that nothing of the package takes part. "holes" are the same answers with every 37th
# (counted along the rows) taken out: of each scale, about half the people lack one.
suppressPackageStartupMessages({ library(psych); library(lavaan) })
raw <- read.csv(commandArgs(trailingOnly = TRUE)[1], row.names = "person")
reverse <- c(9, 11, 20, 22, 26:31, 33:36)
recoded <- raw
recoded[, reverse] <- 8 - raw[, reverse]
holes <- as.matrix(recoded)
counted <- matrix(seq_len(length(holes)), nrow = nrow(holes), byrow = TRUE)
holes[counted %% 37 == 0] <- NA
scales <- list(anxiety = 1:18, avoidance = 19:36)
line <- function(scale, statistic, item, value)
  cat(paste(scale, statistic, item, sprintf("%.10f", value), sep = ","), "\n", sep = "")
cat("scale,statistic,item,value\n")
for (name in names(scales)) {
  x <- recoded[, scales[[name]]]
  found <- suppressWarnings(psych::alpha(x, check.keys = FALSE))
  line(name, "alpha_psych", "", found$total$raw_alpha)
  for (i in 1:18) line(name, "item_rest_psych", i, found$item.stats$r.drop[i])
  for (i in 1:18) line(name, "item_mean_psych", i, found$item.stats$mean[i])
  for (i in 1:18) line(name, "item_sd_psych", i, found$item.stats$sd[i])
  one <- psych::fa(cor(x), nfactors = 1, fm = "minres", n.obs = nrow(x))
  l <- as.numeric(one$loadings)
  line(name, "omega_correlations_psych", "", sum(l)^2 / (sum(l)^2 + sum(1 - l^2)))
  for (i in 1:18) line(name, "loading_correlations_psych", i, l[i])
  model <- paste("f =~", paste(colnames(x), collapse = " + "))
  fit <- lavaan::cfa(model, data = x, estimator = "ULS", std.lv = TRUE)
  free <- lavaan::lavInspect(fit, "est")
  line(name, "omega_covariances_lavaan", "", sum(free$lambda)^2 / (sum(free$lambda)^2 + sum(diag(free$theta))))
  for (i in 1:18) line(name, "loading_lavaan", i, free$lambda[i, 1])
  h <- holes[, scales[[name]]]
  complete <- h[complete.cases(h), ]
  line(name, "people_listwise", "", nrow(complete))
  line(name, "alpha_listwise_psych", "", suppressWarnings(psych::alpha(complete, check.keys = FALSE))$total$raw_alpha)
  pairwise <- cov(h, use = "pairwise.complete.obs")
  line(name, "alpha_pairwise_psych", "",
       suppressWarnings(psych::alpha(h, use = "pairwise", check.keys = FALSE))$total$raw_alpha)
  for (i in 1:18) line(name, "covariance_with_next_pairwise", i, pairwise[i, i %% 18 + 1])
}
