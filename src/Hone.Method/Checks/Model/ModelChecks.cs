using Hone.Learn;

namespace Hone.Method;

/// <summary>The checks of one batch and of the untrained model, in the order in which their answers build on each other.</summary>
/// <example><code>
/// ModelChecks.Of(() => new Learner(data, CreateModel())).Run().ThrowIfErrors();
/// </code></example>
public static class ModelChecks
{
    /// <summary>The suite for a recipe: content, fit of the loss, evaluation mode, input, independence, activations, gradients, loss before training, one batch by heart, learning rate.</summary>
    /// <param name="createLearner">Makes the learner with an untrained model; called once for each check.</param>
    /// <param name="frozenOnPurpose">Whether frozen parameters are meant to stay as they are, such as a pretrained body.</param>
    /// <exception cref="HoneDataException">The training part has no batches, or its batches have no target.</exception>
    public static CheckSuite Of(Func<Learner> createLearner, bool frozenOnPurpose = false)
    {
        var probe = new ModelProbe(createLearner);
        return new CheckSuite(
        [
            new BatchContentCheck(probe),
            new LossFitCheck(probe),
            new EvalModeCheck(probe),
            new InputUseCheck(probe),
            new BatchIndependenceCheck(probe),
            new SoftmaxTwiceCheck(probe),
            new ActivationCheck(probe),
            new GradientCoverageCheck(probe, frozenOnPurpose),
            new InitialLossCheck(probe),
            new OverfitBatchCheck(probe),
            new LearningRateCheck(createLearner),
        ]);
    }
}
