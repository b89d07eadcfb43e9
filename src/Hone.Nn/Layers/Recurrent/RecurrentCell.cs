namespace Hone.Nn;

/// <summary>What <see cref="LstmCell"/> and <see cref="GruCell"/> share: the weights, under PyTorch's names, uniform in plus or minus 1 / sqrt(hidden) at first.</summary>
public abstract class RecurrentCell : Module
{
    private protected RecurrentCell(int sums, int inputSize, int hiddenSize, bool bias)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        Initializer initializer = Initializers.Uniform(1 / Math.Sqrt(hiddenSize));
        WeightIh = RegisterParameter("weight_ih", [sums * hiddenSize, inputSize], initializer);
        WeightHh = RegisterParameter("weight_hh", [sums * hiddenSize, hiddenSize], initializer);
        if (bias)
        {
            BiasIh = RegisterParameter("bias_ih", [sums * hiddenSize], initializer, ParameterKind.Bias);
            BiasHh = RegisterParameter("bias_hh", [sums * hiddenSize], initializer, ParameterKind.Bias);
        }
    }

    /// <summary>Size of the last axis of the input.</summary>
    public int InputSize { get; }

    /// <summary>Number of hidden units.</summary>
    public int HiddenSize { get; }

    /// <summary>weight_ih: [4 hidden, in] for an LSTM, [3 hidden, in] for a GRU.</summary>
    public Parameter WeightIh { get; }

    /// <summary>weight_hh: [4 hidden, hidden] or [3 hidden, hidden].</summary>
    public Parameter WeightHh { get; }

    /// <summary>bias_ih: [4 hidden] or [3 hidden]; null without biases.</summary>
    public Parameter? BiasIh { get; }

    /// <summary>bias_hh: [4 hidden] or [3 hidden]; null without biases.</summary>
    public Parameter? BiasHh { get; }

    private protected RecurrentWeights Weights => new(WeightIh.Value, WeightHh.Value, BiasIh?.Value, BiasHh?.Value);

    /// <summary>[batch, in] as a sequence of one step.</summary>
    private protected Tensor AsSequence(Tensor x)
    {
        if (x.Rank != 2)
        {
            throw new ShapeException($"{TypeName} needs x: [batch, in].", $"x {x.Shape}", TypeName, "for whole sequences use Lstm or Gru");
        }

        return x.Unsqueeze(0);
    }
}
