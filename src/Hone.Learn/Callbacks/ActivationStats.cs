using System.Buffers;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Watches what comes out of every layer in training: mean, deviation, share near zero and, if asked for, a histogram. fastai's <c>ActivationStats</c>.</summary>
/// <remarks>
/// Reads: the outputs of all modules without children, or of those chosen. Writes: nothing but itself. The share near zero counts values up to 0.05 and is meant for outputs
/// of a ReLU. A healthy net has means near 0 and deviations near 1 in all layers, from the first steps on.
/// </remarks>
/// <example><code>
/// var stats = new ActivationStats();
/// learner.Fit(1, new() { Callbacks = [stats] });
/// Console.WriteLine(stats.Layers["2"][^1].NearZero);
/// </code></example>
public sealed class ActivationStats : HookCallback
{
    private const double NearZero = 0.05;
    private const int Bins = 40;
    private const double Top = 10;

    private readonly bool _withHistogram;
    private readonly OrderedDictionary<string, List<LayerActivation>> _layers = [];

    /// <summary>Stores what is watched.</summary>
    /// <param name="every">Steps from one look to the next, at least 1; each look reads all activations once.</param>
    /// <param name="withHistogram">Whether histograms are kept, 160 bytes for each layer and look.</param>
    /// <param name="filter">Which modules are watched; null stands for all without children.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is below 1.</exception>
    public ActivationStats(int every = 1, bool withHistogram = false, Func<Module, bool>? filter = null)
        : base(every, filter)
    {
        _withHistogram = withHistogram;
    }

    /// <summary>The looks at each layer in the last fit, by the path of the layer, in the order in which they ran.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<LayerActivation>> Layers =>
        new OrderedDictionary<string, IReadOnlyList<LayerActivation>>(_layers.Select(layer => KeyValuePair.Create(layer.Key, (IReadOnlyList<LayerActivation>)layer.Value)));

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state)
    {
        _layers.Clear();
        base.BeforeFit(state);
    }

    /// <inheritdoc/>
    protected override void Hook(LoopState state, string path, Module module, Tensor input, Tensor output)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(output);
        if (!_layers.TryGetValue(path, out List<LayerActivation>? looks))
        {
            _layers.Add(path, looks = []);
        }

        if (!state.IsTraining || output.DType != DType.Float32 || output.ElementCount == 0)
        {
            return;
        }

        float[] rented = ArrayPool<float>.Shared.Rent(output.ElementCount);
        try
        {
            Span<float> values = rented.AsSpan(0, output.ElementCount);
            output.CopyTo(values);
            looks.Add(Measure(state.Step, values));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private LayerActivation Measure(long step, ReadOnlySpan<float> values)
    {
        double sum = 0;
        long near = 0;
        foreach (float value in values)
        {
            sum += value;
            near += value <= NearZero ? 1 : 0;
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (float value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        double std = Math.Sqrt(squares / Math.Max(1, values.Length - 1));
        return new LayerActivation(step, mean, std, (double)near / values.Length, _withHistogram ? Counted(values) : []);
    }

    private static int[] Counted(ReadOnlySpan<float> values)
    {
        var counts = new int[Bins];
        foreach (float value in values)
        {
            if (!float.IsNaN(value))
            {
                counts[(int)Math.Clamp(value * (Bins / Top), 0, Bins - 1)]++;
            }
        }

        return counts;
    }
}
