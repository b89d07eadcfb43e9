namespace Hone.Ops;

/// <summary>What a recurrent operation reads, and the shape rule that it must keep.</summary>
internal sealed record RecurrentInputs
{
    public required string Operation { get; init; }

    /// <summary>[time, batch, in]</summary>
    public required Tensor X { get; init; }

    /// <summary>Weights and biases.</summary>
    public required RecurrentWeights Weights { get; init; }

    /// <summary>[batch, hidden], or null for zeros.</summary>
    public Tensor? Hidden { get; init; }

    /// <summary>[batch, hidden], or null for zeros and where there is no cell.</summary>
    public Tensor? Cell { get; init; }

    public required RecurrentOptions Options { get; init; }

    /// <summary>Rows of the weights for each hidden unit: 4 for an LSTM, 3 for a GRU.</summary>
    public required int Sums { get; init; }

    public int Times => X.Shape[0];

    public int Batch => X.Shape[1];

    public int Features => X.Shape[2];

    public int HiddenSize => Weights.WeightHh.Shape[1];

    /// <summary>All tensors in a fixed order, null where one is not given.</summary>
    public Tensor?[] All => [X, Weights.WeightIh, Weights.WeightHh, Weights.BiasIh, Weights.BiasHh, Hidden, Cell];

    /// <summary>Shape rule: x [time, batch, in], weights [sums hidden, in] and [sums hidden, hidden], biases [sums hidden], states [batch, hidden].</summary>
    public void Check()
    {
        Tensor ih = Weights.WeightIh;
        Tensor hh = Weights.WeightHh;
        string got = $"x {X.Shape}, weight_ih {ih.Shape}, weight_hh {hh.Shape}";
        if (X.Rank != 3 || X.Shape[0] < 1)
        {
            throw new ShapeException(
                $"{Operation} needs x: [time, batch, in] with at least one time step.", got, Operation, "give one sequence a batch axis with Unsqueeze(1)");
        }

        if (hh.Rank != 2 || hh.Shape[1] < 1 || hh.Shape[0] != Sums * hh.Shape[1] || ih.Rank != 2 || ih.Shape[0] != hh.Shape[0])
        {
            throw new ShapeException($"{Operation} needs weight_ih: [{Sums} hidden, in] and weight_hh: [{Sums} hidden, hidden].", got, Operation);
        }

        if (ih.Shape[1] != X.Shape[2])
        {
            throw new ShapeException(
                $"{Operation} needs x: [time, batch, {ih.Shape[1]}] for this weight_ih.", got, Operation, "features lie on the last axis; permute x if need be");
        }

        CheckVector(Weights.BiasIh, "bias_ih", [hh.Shape[0]]);
        CheckVector(Weights.BiasHh, "bias_hh", [hh.Shape[0]]);
        CheckVector(Hidden, "the initial hidden state", [Batch, HiddenSize]);
        CheckVector(Cell, "the initial cell state", [Batch, HiddenSize]);
        CheckLengths();
        foreach (Tensor? tensor in All)
        {
            if (tensor is not null)
            {
                ElementwiseMap.RequireSameType(X, tensor, Operation);
            }
        }

        if (!DTypes.IsFloatingPoint(X.DType))
        {
            throw new HoneException($"{Operation} works on floating-point tensors.", $"{X.DType} {X.Shape}", Operation, "convert with To(DType.Float32) first");
        }
    }

    private void CheckVector(Tensor? tensor, string name, Shape shape)
    {
        if (tensor is not null && tensor.Shape != shape)
        {
            throw new ShapeException($"{Operation} needs {name}: {shape}.", $"{name} {tensor.Shape}, x {X.Shape}, weight_hh {Weights.WeightHh.Shape}", Operation);
        }
    }

    private void CheckLengths()
    {
        if (Options.Lengths is not { } lengths)
        {
            return;
        }

        if (lengths.Count != Batch)
        {
            throw new ShapeException($"{Operation} needs one length for each of {Batch} sequences.", $"{lengths.Count} lengths for x {X.Shape}", Operation);
        }

        for (int i = 0; i < lengths.Count; i++)
        {
            if (lengths[i] < 1 || lengths[i] > Times)
            {
                throw new ShapeException(
                    $"{Operation} needs lengths in 1..{Times}, the time steps of x.",
                    $"length {lengths[i]} of sequence {i}, x {X.Shape}",
                    Operation,
                    "leave out empty sequences, or pad them to one step");
            }
        }
    }
}
