using Hone.Method;

namespace Hone.Cli;

/// <summary>Which models of folds have predicted, and their honest number.</summary>
/// <param name="Recipe">The name of the out-of-fold predictions.</param>
/// <param name="Models">How many models were averaged.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Score">The out-of-fold score.</param>
/// <param name="Low">The lower end of its 95% interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="N">The items that it was measured on.</param>
internal sealed record FoldsJson(string Recipe, int Models, string Metric, double Score, double Low, double High, int N)
{
    public static FoldsJson? Of(FoldEnsemble? folds) => folds is null
        ? null
        : new FoldsJson(folds.Recipe, folds.Score.Folds.Count, folds.Metric, folds.Score.Score!.Value, folds.Score.Interval!.Low, folds.Score.Interval.High, folds.Score.Folds.Sum(fold => fold.N));
}
