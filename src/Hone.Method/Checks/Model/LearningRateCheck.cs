using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// Asks whether a learning rate fits model and data, from the curve of the learning-rate finder (M42): error when it is above the rate at which the loss stops
/// falling, warn when it is less than a hundredth of the middle of the fall.
/// </summary>
/// <remarks>
/// The finder tries one rate a batch, so the rate with the lowest loss is the brink, and good rates lie between the valley and a tenth of the brink. A loss that is
/// not finite at the first steps is an error of its own, with the causes of <see cref="InitialLossCheck"/>.
/// </remarks>
/// <param name="createLearner">Makes the learner with an untrained model.</param>
/// <param name="learningRate">The rate to judge; null stands for the learner's.</param>
/// <param name="options">The range and the steps of the finder.</param>
public sealed class LearningRateCheck(Func<Learner> createLearner, double? learningRate = null, LrFindOptions? options = null) : Check
{
    private const double TooLowFactor = 100;

    /// <inheritdoc/>
    public override string Id => "model/learning-rate";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Learner learner = createLearner();
        double rate = learningRate ?? learner.Options.LearningRate;
        int n = learner.Data.Train.Dataset.Count;
        LrFindResult found;
        try
        {
            found = learner.LrFind((options ?? new LrFindOptions()) with { CancellationToken = cancellationToken });
        }
        catch (HoneException error)
        {
            return CheckResult.Of(Id, "", [New(
                "model/loss-not-finite",
                Severity.Error,
                "no learning rate can be judged: the loss is not finite from the first steps on",
                error.Got ?? error.Message,
                n,
                "a finite loss",
                "normalize the input, look for values that are not finite, and check the loss before training (model/initial-loss)",
                "what starts at NaN stays there")]);
        }

        double brink = found.Minimum * 10;
        string curve = $"the loss falls around {found.Valley:0.0e+0} and is lowest at {brink:0.0e+0}";
        if (rate > brink)
        {
            return CheckResult.Of(Id, "", [New(
                "model/learning-rate-too-high",
                Severity.Error,
                $"the learning rate {rate:0.0e+0} is too high: {curve}",
                $"{rate / found.Valley:0}x the valley, {found.LearningRates.Count} steps",
                n,
                $"at most {brink:0.0e+0}",
                $"start with {found.Valley:0.0e+0} (valley); the peak of one cycle may be up to {found.Minimum:0.0e+0}",
                "above the brink every step makes the loss larger")]);
        }

        if (rate * TooLowFactor < found.Valley)
        {
            return CheckResult.Of(Id, "", [New(
                "model/learning-rate-too-low",
                Severity.Warn,
                $"the learning rate {rate:0.0e+0} is too low: {curve}",
                $"1/{found.Valley / rate:0} of the valley, {found.LearningRates.Count} steps",
                n,
                $"at least {found.Valley / TooLowFactor:0.0e+0}",
                $"start with {found.Valley:0.0e+0} (valley)",
                "the loss falls so slowly that the training looks like a model that cannot learn")]);
        }

        return CheckResult.Pass(Id, $"learning rate {rate:0.0e+0}: {curve} (n = {n})");
    }

    private static Finding New(string id, Severity severity, string what, string evidence, int n, string threshold, string howToFix, string why) => new()
    {
        Id = id,
        Severity = severity,
        What = what,
        Evidence = evidence,
        N = n,
        Threshold = threshold,
        HowToFix = howToFix,
        Why = why,
    };
}
