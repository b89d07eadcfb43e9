using Hone.Learn;

namespace Hone.Method;

/// <summary>The checks of one batch and of the untrained model, in the order in which their answers build on each other.</summary>
/// <example><code>
/// ModelChecks.Of(() => new Learner(data, CreateModel())).Run().ThrowIfErrors();
/// </code></example>
public static class ModelChecks
{
    /// <summary>The suite for a recipe: content, validation, parts, fit of the loss, evaluation mode, input, independence, activations, gradients, loss before training, one batch by heart, learning rate.</summary>
    /// <param name="createLearner">Makes the learner with an untrained model; called once for each check.</param>
    /// <param name="frozenOnPurpose">Whether frozen parameters are meant to stay as they are, such as a pretrained body.</param>
    /// <exception cref="HoneDataException">The training part has no batches, or its batches have no target.</exception>
    public static CheckSuite Of(Func<Learner> createLearner, bool frozenOnPurpose = false)
    {
        var probe = new ModelProbe(createLearner);
        var fit = new OnceCheck(new LossFitCheck(probe));

        // Where output and target do not fit together, no other question about the model has an answer.
        Check Then(Check check) => new DependentCheck(fit, check);
        return new CheckSuite(
        [
            new BatchContentCheck(probe),
            new ValidationReadCheck(probe.Data!),
            new PartsApartCheck(probe.Data!),
            fit,
            Then(new EvalModeCheck(probe)),
            Then(new InputUseCheck(probe)),
            Then(new BatchIndependenceCheck(probe)),
            Then(new SoftmaxTwiceCheck(probe)),
            Then(new ActivationCheck(probe)),
            Then(new GradientCoverageCheck(probe, frozenOnPurpose)),
            Then(new InitialLossCheck(probe)),
            Then(new OverfitBatchCheck(probe)),
            Then(new LearningRateCheck(createLearner)),
        ]);
    }
}
