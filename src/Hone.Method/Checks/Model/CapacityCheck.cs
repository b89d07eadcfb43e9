using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// Asks whether more capacity lowers the training loss (M35): the recipe at its width and at twice the width, same items, same epochs, several seeds. warn when
/// the mean training loss does not fall by 1%; with a single seed only info, because one pair proves little.
/// </summary>
/// <remarks>Other first weights and another order of items move a loss by some thousandths also where the width changes nothing; hence the 1%.</remarks>
/// <param name="createLearner">Makes a learner from a factor of the width (1 or 2) and a seed, over a small subset of the training part.</param>
/// <param name="epochs">Epochs of each training.</param>
/// <param name="seeds">Seeds, at least 1; two trainings each.</param>
public sealed class CapacityCheck(Func<int, long, Learner> createLearner, int epochs = 5, int seeds = 2) : Check
{
    private const double SmallestFall = 0.01;

    /// <inheritdoc/>
    public override string Id => "model/capacity";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        var narrow = new List<double>();
        var wide = new List<double>();
        int n = 0;
        for (long seed = 0; seed < seeds; seed++)
        {
            (double loss, int items) = Train(1, seed, cancellationToken);
            narrow.Add(loss);
            wide.Add(Train(2, seed, cancellationToken).Loss);
            n = items;
        }

        string what = $"training loss {narrow.Average():0.0000} at the width, {wide.Average():0.0000} at twice the width, {epochs} epochs, {seeds} seeds (n = {n})";
        if (wide.Average() < narrow.Average() * (1 - SmallestFall))
        {
            return CheckResult.Pass(Id, what);
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = seeds < 2 ? Severity.Info : Severity.Warn,
            What = $"twice the width does not lower the training loss: {what}",
            Evidence = string.Join("; ", narrow.Zip(wide).Select((pair, seed) => $"seed {seed}: {pair.First:0.0000} and {pair.Second:0.0000}")),
            N = n,
            Threshold = $"a loss below {narrow.Average() * (1 - SmallestFall):0.0000}, 1% lower",
            HowToFix = "look, in this order, at the learning rate (wider nets often want a lower one), frozen layers, and normalization in the wrong place",
            Why = "a model that cannot use capacity is held back by something else, and that comes first",
        }]);
    }

    /// <summary>The mean loss over the training items in evaluation mode, after the training.</summary>
    private (double Loss, int Items) Train(int width, long seed, CancellationToken cancellationToken)
    {
        Learner learner = createLearner(width, seed);
        learner.Fit(epochs, new FitOptions { CancellationToken = cancellationToken });
        ValidationResult result = learner.Validate(learner.Data.Train, cancellationToken);
        return (result.Loss, learner.Data.Train.Dataset.Count);
    }
}
