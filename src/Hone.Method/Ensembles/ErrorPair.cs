namespace Hone.Method;

/// <summary>How two members err together.</summary>
/// <param name="First">The first member.</param>
/// <param name="Second">The second member.</param>
/// <param name="Correlation">Pearson's correlation of their residuals (values) or error indicators (classes); null where one of them does not vary, for example makes no error.</param>
/// <param name="Disagreement">The share of items for which they say different classes; null for values.</param>
/// <param name="QStatistic">Yule's Q of their hits: (N11 N00 - N01 N10) / (N11 N00 + N01 N10), 1 when they fail on the same items, 0 when independent; null for values and where it is 0 / 0.</param>
public sealed record ErrorPair(string First, string Second, double? Correlation, double? Disagreement, double? QStatistic);
