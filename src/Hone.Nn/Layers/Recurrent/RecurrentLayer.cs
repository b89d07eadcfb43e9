using System.Globalization;

namespace Hone.Nn;

/// <summary>What <see cref="Lstm"/> and <see cref="Gru"/> share: the weights of all layers and directions, and the way through them.</summary>
/// <remarks>
/// Parameters carry PyTorch's names: <c>weight_ih_l0</c>, <c>weight_hh_l0</c>, <c>bias_ih_l0</c>, <c>bias_hh_l0</c>, the layer's number at the end, with
/// <c>_reverse</c> for the backward direction. All start uniform in plus or minus 1 / sqrt(hidden).
/// </remarks>
public abstract class RecurrentLayer : Module, IResettable
{
    private readonly Parameter[] _weightIh;
    private readonly Parameter[] _weightHh;
    private readonly Parameter?[] _biasIh;
    private readonly Parameter?[] _biasHh;
    private readonly CarriedState _hidden = new();
    private readonly CarriedState _cell = new();

    private protected RecurrentLayer(int sums, int inputSize, int hiddenSize, RecurrentLayerOptions? options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        Options = options ?? new RecurrentLayerOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.Layers, 1, nameof(options));
        CheckDropout(Options);
        CheckCarrying(Options);
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        int count = Options.Layers * Directions;
        _weightIh = new Parameter[count];
        _weightHh = new Parameter[count];
        _biasIh = new Parameter?[count];
        _biasHh = new Parameter?[count];
        Initializer initializer = Initializers.Uniform(1 / Math.Sqrt(hiddenSize));
        for (int i = 0; i < count; i++)
        {
            string suffix = string.Create(CultureInfo.InvariantCulture, $"_l{i / Directions}{(i % Directions == 1 ? "_reverse" : string.Empty)}");
            int features = i < Directions ? inputSize : Directions * hiddenSize;
            _weightIh[i] = RegisterParameter("weight_ih" + suffix, [sums * hiddenSize, features], initializer);
            _weightHh[i] = RegisterParameter("weight_hh" + suffix, [sums * hiddenSize, hiddenSize], initializer);
            if (Options.Bias)
            {
                _biasIh[i] = RegisterParameter("bias_ih" + suffix, [sums * hiddenSize], initializer, ParameterKind.Bias);
                _biasHh[i] = RegisterParameter("bias_hh" + suffix, [sums * hiddenSize], initializer, ParameterKind.Bias);
            }
        }
    }

    /// <summary>Size of the last axis of the input.</summary>
    public int InputSize { get; }

    /// <summary>Number of hidden units of each layer and direction.</summary>
    public int HiddenSize { get; }

    /// <summary>Layers, directions, order of axes, bias, dropout.</summary>
    public RecurrentLayerOptions Options { get; }

    private int Directions => Options.Bidirectional ? 2 : 1;

    /// <summary>
    /// The weights of one layer and direction, as <see cref="TensorOperations.Lstm"/> and <see cref="TensorOperations.Gru"/> take them: a layer
    /// that drops connections calls the operation itself, with another recurrent weight in their place.
    /// </summary>
    /// <param name="layer">Number of the layer, from 0.</param>
    /// <param name="isReverse">Whether the backward direction is meant.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer or direction.</exception>
    public RecurrentWeights Weights(int layer = 0, bool isReverse = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, Options.Layers);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(isReverse ? 1 : 0, Directions, nameof(isReverse));
        int i = (layer * Directions) + (isReverse ? 1 : 0);
        return new RecurrentWeights(_weightIh[i].Value, _weightHh[i].Value, _biasIh[i]?.Value, _biasHh[i]?.Value);
    }

    /// <summary>Forgets the states of the last batch (<see cref="RecurrentLayerOptions.CarryState"/>): the next one begins with zeros.</summary>
    public void Reset()
    {
        _hidden.Clear();
        _cell.Clear();
    }

    /// <inheritdoc/>
    protected override void OnInitialize(long seed, string path) => Stream = Options.Dropout > 0 ? new RandomStream(seed, "dropout/" + path) : null;

    /// <summary>One layer in one direction; the cell is null where there is none.</summary>
    private protected abstract (Tensor Output, Tensor Hidden, Tensor? Cell) Compute(
        Tensor x, RecurrentWeights weights, Tensor? hidden, Tensor? cell, RecurrentOptions options);

    /// <summary>All layers and directions.</summary>
    /// <param name="x">[time, batch, in], or batch first.</param>
    /// <param name="hidden">[layers * directions, batch, hidden], or null.</param>
    /// <param name="cell">Like hidden.</param>
    /// <param name="lengths">Steps of each sequence, or null.</param>
    private protected (Tensor Output, Tensor Hidden, Tensor? Cell) RunAll(Tensor x, Tensor? hidden, Tensor? cell, IReadOnlyList<int>? lengths)
    {
        CheckState(hidden, x);
        CheckState(cell, x);
        if (Options.CarryState && hidden is null && x.Rank == 3)
        {
            int batch = x.Shape[Options.BatchFirst ? 0 : 1];
            hidden = _hidden.For(batch, x.DType);
            cell = _cell.For(batch, x.DType);
        }

        if (Options.BatchFirst && x.Rank == 3)
        {
            x = x.Transpose(0, 1);
        }

        var lastHidden = new Tensor[Options.Layers * Directions];
        var lastCell = new Tensor?[lastHidden.Length];
        for (int layer = 0; layer < Options.Layers; layer++)
        {
            if (layer > 0 && IsTraining && Options.Dropout > 0)
            {
                x = x.Dropout(Options.Dropout, training: true, RequireStream());
            }

            var outputs = new Tensor[Directions];
            for (int direction = 0; direction < Directions; direction++)
            {
                int i = (layer * Directions) + direction;
                var options = new RecurrentOptions { IsReverse = direction == 1, Lengths = lengths };
                (outputs[direction], lastHidden[i], lastCell[i]) = Compute(x, Weights(layer, direction == 1), StateOf(hidden, i), StateOf(cell, i), options);
            }

            x = Directions == 1 ? outputs[0] : Tensor.Cat(outputs, axis: -1);
        }

        Tensor output = Options.BatchFirst ? x.Transpose(0, 1) : x;
        Tensor hiddenAfter = Join(lastHidden);
        Tensor? cellAfter = lastCell[0] is null ? null : Join(lastCell!);
        if (Options.CarryState)
        {
            _hidden.Store(hiddenAfter);
            if (cellAfter is not null)
            {
                _cell.Store(cellAfter);
            }
        }

        return (output, hiddenAfter, cellAfter);
    }

    private static void CheckCarrying(RecurrentLayerOptions options)
    {
        if (options.CarryState && options.Bidirectional)
        {
            throw new HoneException(
                "States are carried from batch to batch in one direction: what reads backward would begin with the start of the batch before.",
                "CarryState with Bidirectional",
                nameof(RecurrentLayerOptions),
                "leave one of both away");
        }
    }

    private static void CheckDropout(RecurrentLayerOptions options)
    {
        if (options.Dropout is not (>= 0 and < 1))
        {
            throw new HoneException(
                "The fraction that dropout drops lies in 0..1, below 1.",
                options.Dropout.ToString(CultureInfo.InvariantCulture),
                nameof(RecurrentLayerOptions),
                "0.1 to 0.5 is usual");
        }

        if (options.Dropout > 0 && options.Layers == 1)
        {
            throw new HoneException(
                "Dropout works between recurrent layers, so there are at least two.",
                string.Create(CultureInfo.InvariantCulture, $"dropout {options.Dropout} with {options.Layers} layer"),
                nameof(RecurrentLayerOptions),
                "add a layer, or put a Dropout behind this one");
        }
    }

    private static Tensor? StateOf(Tensor? states, int index) => states?.Narrow(0, index, 1).Squeeze(0);

    private static Tensor Join(Tensor[] states) => states.Length == 1 ? states[0].Unsqueeze(0) : Tensor.Stack(states);

    private void CheckState(Tensor? state, Tensor x)
    {
        if (state is null || x.Rank != 3)
        {
            return;
        }

        Shape expected = [Options.Layers * Directions, x.Shape[Options.BatchFirst ? 0 : 1], HiddenSize];
        if (state.Shape != expected)
        {
            throw new ShapeException(
                $"{TypeName} needs initial states: {expected} for {Options.Layers} layers in {Directions} directions.",
                $"a state {state.Shape}, x {x.Shape}",
                TypeName,
                "the first axis counts layers and directions, also with BatchFirst");
        }
    }

    private RandomStream RequireStream() => Stream ?? throw new HoneException(
        "Dropout has a random stream before it trains.",
        "a layer that was never initialized",
        TypeName,
        "call Initialize(seed) on the whole model");
}
