namespace Hone.Nn;

/// <summary>What training minimizes, together with how its predictions are read.</summary>
/// <remarks>fastai's losses with <c>activation</c> and <c>decodes</c>: a model ends without an activation, the loss knows which one belongs to it.</remarks>
public abstract class Loss
{
    /// <summary>The loss of a batch.</summary>
    /// <param name="prediction">What the model gave.</param>
    /// <param name="target">What it should have given.</param>
    /// <param name="reduction">Mean for training; None gives one loss an item, for finding the worst ones.</param>
    /// <returns>A scalar for Mean and Sum; <c>[batch]</c> for None.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public abstract Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean);

    /// <summary>The loss of a batch with several targets; a loss judges one target unless it overrides this.</summary>
    /// <param name="prediction">What the model gave.</param>
    /// <param name="targets">What it should have given, in the order of the data block.</param>
    /// <param name="reduction">Mean for training; None gives one loss an item.</param>
    /// <returns>A scalar for Mean and Sum; <c>[batch]</c> for None.</returns>
    /// <exception cref="HoneException">The loss judges another number of targets.</exception>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public virtual Tensor Compute(Tensor prediction, IReadOnlyList<Tensor> targets, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count != 1)
        {
            throw new HoneException($"{GetType().Name} judges one target.", $"{targets.Count} targets: {string.Join(", ", targets.Select(target => target.Shape))}", GetType().Name, "set LearnerOptions.Loss to a loss that overrides Compute for several targets");
        }

        return Compute(prediction, targets[0], reduction);
    }

    /// <summary>How predictions are read, for files and tables that have no loss at hand; null when a loss of your own does not say.</summary>
    public virtual PredictionKind? Kind => null;

    /// <summary>Axis of the prediction along which the classes lie, from the end if negative; 1 unless the loss says another. Files and tables read classes along axis 1 only.</summary>
    public virtual int ClassAxis => 1;

    /// <summary>Probability above which a label is answered, where any number of labels can be; 0.5 as in fastai.</summary>
    public virtual double Threshold => 0.5;

    /// <summary>What the model gave as numbers to show, such as probabilities.</summary>
    /// <param name="prediction">What the model gave.</param>
    public abstract Tensor Activation(Tensor prediction);

    /// <summary>What the model gave as answers, such as class indices.</summary>
    /// <param name="prediction">What the model gave.</param>
    public abstract Tensor Decode(Tensor prediction);
}
