using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether the model can learn one batch by heart (M34): same batch in every step, no augmentation, no dropout, no weight decay. error when, within the
/// step budget, neither the loss falls below 1% of its start nor every item is answered rightly, with all of its labels where it has several.
/// </summary>
/// <remarks>
/// It trains and judges on the very same items; their ids are in the result. Where the loss still falls by a tenth in the last budget of steps another one is added, up to five: a model that is learning is slow, not
/// stuck, and a sound one is done long before.
/// </remarks>
/// <param name="probe">The model and the batch.</param>
/// <param name="stepBudget">Steps; 200 is enough for most sound nets.</param>
/// <param name="learningRate">Step size of AdamW.</param>
public sealed class OverfitBatchCheck(ModelProbe probe, int stepBudget = 200, double learningRate = 3e-3) : Check
{
    private const int MostBudgets = 5;
    private const double StillFalls = 0.9;

    /// <inheritdoc/>
    public override string Id => "model/overfit-batch";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Module model = probe.CreateModel();
        model.Train();
        foreach (DropoutLayer dropout in model.Modules().OfType<DropoutLayer>())
        {
            dropout.Eval();
        }

        var optimizer = new AdamW(model.Parameters(), new AdamWOptions { LearningRate = learningRate, WeightDecay = 0 });
        double first = double.NaN;
        double loss = double.NaN;
        int? hits = null;
        double budgetStart = double.NaN;
        int budget = stepBudget;
        int step = 0;
        while (step < budget)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (loss, hits) = Step(model, optimizer);
            first = step == 0 ? loss : first;
            budgetStart = step % stepBudget == 0 ? loss : budgetStart;
            step++;
            if (hits == probe.Count || loss < 0.01 * first)
            {
                return CheckResult.Pass(Id, $"one batch learned by heart in {step} steps: {Right(hits)}loss {first:0.00} to {loss:0.00}");
            }

            if (step == budget && step < MostBudgets * stepBudget && loss < StillFalls * budgetStart)
            {
                budget += stepBudget;
            }
        }

        return CheckResult.Of(Id, "one batch", [new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = $"one batch cannot be learned by heart: {Right(hits)}loss {first:0.00} to {loss:0.00} after {step} steps",
            Evidence = $"items {string.Join(", ", probe.ItemIds.Take(3))}",
            N = probe.Count,
            Threshold = hits is null ? $"loss below {0.01 * first:0.000}" : $"every item right, or loss below {0.01 * first:0.000}",
            HowToFix = "look, in this order, at labels out of line with inputs, the learning rate, frozen parameters, and a part of the model cut off from the loss",
            Why = "a model that cannot learn 64 items cannot learn 60,000",
        }]);
    }

    private string Right(int? hits) => hits is null ? "" : $"{hits} of {probe.Count} right, ";

    private (double Loss, int? Hits) Step(Module model, Optimizer optimizer)
    {
        using (StepScope.Begin())
        {
            Tensor prediction = model.Forward(probe.Inputs()).Hold();
            Tensor loss = probe.LossOf(prediction);
            loss.Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
            return (loss.Item(), HitsOf(prediction));
        }
    }

    /// <summary>How many items are answered rightly; null where an answer is a number, which is never quite right.</summary>
    private int? HitsOf(Tensor prediction)
    {
        if (probe.HasOneClassAnItem && prediction.Rank == 2)
        {
            return Hits(prediction.ToArray<float>());
        }

        bool hasLabels = probe.Loss.Kind == PredictionKind.Labels && prediction.Rank == 2 && prediction.Shape == probe.Target().Shape;
        return hasLabels ? LabelHits(probe.Loss.Decode(prediction).To(DType.Float32).ToArray<float>(), probe.Target().To(DType.Float32).ToArray<float>()) : null;
    }

    /// <summary>Items of which every label is right.</summary>
    private int LabelHits(float[] answers, float[] targets)
    {
        int width = answers.Length / probe.Count;
        return Enumerable.Range(0, probe.Count).Count(item => answers.AsSpan(item * width, width).SequenceEqual(targets.AsSpan(item * width, width)));
    }

    private int Hits(float[] outputs)
    {
        int width = outputs.Length / probe.Count;
        int hits = 0;
        for (int item = 0; item < probe.Count; item++)
        {
            hits += Accuracies.ArgMax(outputs.AsSpan(item * width, width)) == (int)probe.Targets[item] ? 1 : 0;
        }

        return hits;
    }
}
