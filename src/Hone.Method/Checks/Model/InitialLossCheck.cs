using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether the loss of the untrained model is what guessing costs (M33): ln K for K classes. warn when it is more than 10% away.
/// </summary>
/// <remarks>Source: Karpathy, "A Recipe for Training Neural Networks" (2019), "verify loss @ init".</remarks>
/// <param name="probe">The model and the batch.</param>
public sealed class InitialLossCheck(ModelProbe probe) : Check
{
    private const double LargestDeviation = 0.1;

    /// <inheritdoc/>
    public override string Id => "model/initial-loss";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        double expected = Math.Log(probe.ClassCount);
        Module model = probe.CreateModel();
        double loss;
        using (StepScope.Begin())
        using (NoGrad.Enter())
        {
            loss = model.Forward(probe.Input()).CrossEntropy(probe.Target()).Item();
        }

        string what = $"loss {loss:0.000} before training, ln {probe.ClassCount} = {expected:0.000} (n = {probe.Count})";
        if (Math.Abs(loss - expected) <= LargestDeviation * expected)
        {
            return CheckResult.Pass(Id, what);
        }

        return CheckResult.Of(Id, what, [new Finding
        {
            Id = Id,
            Severity = Severity.Warn,
            What = $"the loss before training is {loss:0.000}, guessing costs ln {probe.ClassCount} = {expected:0.000}",
            Evidence = $"{100 * ((loss / expected) - 1):+0;-0}%",
            N = probe.Count,
            Threshold = $"within {100 * LargestDeviation:0}%",
            HowToFix = loss > expected
                ? "normalize the input, initialize the last layer with smaller weights, and compare the number of outputs with the number of classes"
                : "look for the answer in the input: an untrained model cannot know better than to guess",
            Why = "a model that is wrong with confidence wastes its first epochs, and a second softmax or a wrong number of classes shows here first",
        }]);
    }
}
