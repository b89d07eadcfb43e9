namespace Hone;

public static partial class TensorOperations
{
    /// <summary>A cross-entropy that counts easy rows less: (1 - p)^gamma (-ln p) with the true class's probability p. Lower is better.</summary>
    /// <remarks>
    /// Lin et al. 2017; fastai's <c>FocalLoss</c>: class weights scale the cross-entropy before p is taken from it. A factor inside
    /// <see cref="CrossEntropy"/>'s pass.
    /// </remarks>
    /// <param name="logits">logits: [batch, classes], before any softmax.</param>
    /// <param name="targets">targets: [batch], Int64 class indices.</param>
    /// <param name="gamma">How much less easy rows count; 0 is cross-entropy, 2 the paper's and fastai's choice.</param>
    /// <param name="classWeights">[classes]: a factor for the loss of each class; null for none.</param>
    /// <param name="reduction">Mean over the rows, their sum, or all of them.</param>
    /// <returns>loss: [], or [batch] without reduction.</returns>
    /// <exception cref="ShapeException">The shapes or types do not fit together.</exception>
    /// <exception cref="HoneException">A target is out of range (named with its row), gamma is negative, the class weights require a gradient, or there is no such reduction.</exception>
    public static Tensor FocalLoss(this Tensor logits, Tensor targets, double gamma = 2, Tensor? classWeights = null, Reduction reduction = Reduction.Mean)
    {
        if (!(gamma >= 0))
        {
            throw new HoneException("FocalLoss needs gamma >= 0.", $"gamma {gamma}", nameof(FocalLoss));
        }

        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        return Ops.CrossEntropy.Forward(logits, targets, new CrossEntropyOptions { ClassWeights = classWeights, Focus = gamma, Reduction = reduction });
    }
}
