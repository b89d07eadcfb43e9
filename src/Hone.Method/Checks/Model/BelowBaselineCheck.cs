using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// Asks whether a trained model beats a constant answer on the validation part by more than two standard errors (M21): error when not. A look at the
/// training items tells two causes apart: a model that knows them by heart has labels that do not belong to their inputs, and one that does not has learned nothing.
/// </summary>
/// <remarks>The constant is the majority class of the training part, judged by accuracy, or its mean, judged by squared error; paired item by item.</remarks>
/// <param name="learner">A trained learner.</param>
public sealed class BelowBaselineCheck(Learner learner) : Check
{
    /// <inheritdoc/>
    public override string Id => "model/below-baseline";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Dataset train = learner.Data.Train.Dataset;
        if (ConstantAnswer.Missing(train) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        if (learner.Data.Valid.Dataset.Count < 2)
        {
            return CheckResult.NotChecked(Id, $"{learner.Data.Valid.Dataset.Count} validation items: two are needed");
        }

        float[] labels = DatasetTargets.Read(train);
        ConstantAnswer valid = ConstantAnswer.Of(learner.GetPreds(learner.Data.Valid, cancellationToken), labels, train.Target!);
        if (valid.IsBeaten)
        {
            return CheckResult.Pass(Id, $"{valid} (n = {valid.Count})");
        }

        ConstantAnswer seen = ConstantAnswer.Of(learner.GetPreds(learner.Data.Train, cancellationToken), labels, train.Target!);
        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = seen.IsBeaten
                ? $"what the model learned does not carry over to validation: {valid}; labels may not belong to their inputs"
                : $"the model has learned nothing: {valid}",
            Evidence = $"{valid.Gain:0.0000} better, standard error {valid.StandardError:0.0000}; on {seen.Count} training items {seen}",
            N = valid.Count,
            Threshold = $"more than {2 * valid.StandardError:0.0000} better than the constant answer",
            HowToFix = seen.IsBeaten
                ? "look at decoded items beside their labels: shuffled or shifted labels show there; then train less long, or on more items"
                : "look, in this order, at the learning rate, frozen layers, and decoded items beside their labels",
            Why = "a score that a constant answer has as well is no score",
        }]);
    }
}
