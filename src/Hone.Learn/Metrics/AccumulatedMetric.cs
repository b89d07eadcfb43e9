namespace Hone.Learn;

/// <summary>A function of all outputs and all targets at once; fastai's <c>AccumMetric</c> and <c>skm_to_fastai</c>.</summary>
/// <remarks>
/// Keeps what it is given, so its memory grows with the items; with <see cref="OutputReading.ArgMax"/> 8 bytes a class index. The function is called once for each value, with outputs and targets
/// <c>[items, ...]</c> in the order in which they came. NaN from it is the value: not defined for these items. Difference from fastai: outputs and targets keep their axes, where fastai flattens both.
/// </remarks>
/// <example><code>
/// Metrics = [new AccumulatedMetric("top_class", (classes, targets) => classes.Equal(targets).To(DType.Float32).Mean().Item(), OutputReading.ArgMax)]
/// </code></example>
public sealed class AccumulatedMetric : Metric
{
    private readonly string _name;
    private readonly Func<Tensor, Tensor, double> _function;
    private readonly OutputReading _reading;
    private readonly bool _higherIsBetter;
    private readonly int _axis;
    private readonly List<Tensor> _outputs = [];
    private readonly List<Tensor> _targets = [];
    private long _count;
    private double? _value;

    /// <summary>Stores the function and what it reads.</summary>
    /// <param name="name">Name in tables and logs.</param>
    /// <param name="function">The value of all items from their outputs and targets.</param>
    /// <param name="reading">What is done to the outputs before; nothing unless told, as in fastai.</param>
    /// <param name="higherIsBetter">Whether a higher value is better; true unless told, as of most metrics.</param>
    /// <param name="axis">Along which softmax and the most likely class are taken; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch, or the reading is none of the enumeration.</exception>
    public AccumulatedMetric(string name, Func<Tensor, Tensor, double> function, OutputReading reading = OutputReading.Raw, bool higherIsBetter = true, int axis = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(function);
        if (!Enum.IsDefined(reading))
        {
            throw new ArgumentOutOfRangeException(nameof(reading), reading, "One of OutputReading.");
        }

        _name = name;
        _function = function;
        _reading = reading;
        _higherIsBetter = higherIsBetter;
        _axis = ClassAxis.Checked(axis);
    }

    /// <inheritdoc/>
    public override string Name => _name;

    /// <inheritdoc/>
    public override bool HigherIsBetter => _higherIsBetter;

    /// <inheritdoc/>
    public override long Count => _count;

    /// <inheritdoc/>
    /// <exception cref="HoneException">The function failed; the message names the metric and the shapes.</exception>
    public override double Value => _value ??= Compute();

    /// <inheritdoc/>
    public override void Reset()
    {
        _outputs.Clear();
        _targets.Clear();
        _count = 0;
        _value = null;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">Outputs and targets are not of the same items, lack the axis, or differ in shape or type from the batches before.</exception>
    public override void Update(Tensor prediction, Tensor target)
    {
        int items = MetricFunction.Items(prediction, target, _name);
        if (items == 0)
        {
            return;
        }

        using NoGrad none = NoGrad.Enter();
        Tensor outputs = Read(prediction);
        if (_count > 0)
        {
            RequireLike(_outputs[0], outputs, "outputs");
            RequireLike(_targets[0], target, "targets");
        }

        // The memory of a batch goes back to the pool after the step; copies that are kept do not.
        _outputs.Add(outputs.Clone().Keep());
        _targets.Add(target.Clone().Keep());
        _count += items;
        _value = null;
    }

    private double Compute()
    {
        if (_count == 0)
        {
            return double.NaN;
        }

        using NoGrad none = NoGrad.Enter();
        using StepScope step = StepScope.Begin();
        return MetricFunction.Call(_function, Tensor.Cat([.. _outputs]), Tensor.Cat([.. _targets]), _name);
    }

    private Tensor Read(Tensor prediction)
    {
        if (_reading is OutputReading.Raw or OutputReading.Sigmoid)
        {
            return _reading == OutputReading.Raw ? prediction : prediction.Sigmoid();
        }

        int axis = _axis < 0 ? prediction.Rank + _axis : _axis;
        if (axis < 1 || axis >= prediction.Rank)
        {
            throw new ShapeException($"Outputs with the batch along axis 0 and the classes along axis {_axis}.", $"{prediction.Shape}", _name, "pass the axis of the classes, or OutputReading.Raw");
        }

        return _reading == OutputReading.Softmax ? prediction.Softmax(axis) : prediction.ArgMax(axis);
    }

    private void RequireLike(Tensor first, Tensor next, string what)
    {
        if (first.DType != next.DType || !first.Shape.AsSpan()[1..].SequenceEqual(next.Shape.AsSpan()[1..]))
        {
            throw new ShapeException($"Batches of {what} alike but for the number of items: {first.DType} {first.Shape}.", $"{next.DType} {next.Shape}", _name, "use FunctionMetric, which judges each batch by itself");
        }
    }
}
