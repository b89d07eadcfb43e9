using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>A net over prepared codes and numbers, such as <see cref="TabularModel"/> or <see cref="EmbeddingDotBias"/>.</summary>
public sealed class NetMember : TableMember
{
    private readonly NetAnswer _answer;

    /// <summary>Takes a trained net.</summary>
    /// <param name="model">Takes the inputs of <see cref="TabularData.DataLoaders"/>; answers with scores of the classes before the softmax, or with numbers.</param>
    /// <param name="answer">What is done to its numbers; nothing unless told. Classes stay as they are.</param>
    /// <exception cref="HoneException">The answer's numbers contradict each other.</exception>
    public NetMember(Module model, NetAnswer? answer = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _answer = answer ?? new NetAnswer();
        _answer.Check();
    }

    /// <summary>The net.</summary>
    public Module Model { get; }

    /// <summary>Sends one row with the last code of each column through: a net of another table shows now.</summary>
    internal override void Require(TabularPreparation preparation, bool isCategory, int outputs)
    {
        int[] largest = [.. preparation.Names.Categorical.Select(name => preparation.Classes(name).Count - 1)];
        var codes = new long[largest.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = largest[i];
        }

        Tensor[] inputs = Inputs(codes, new float[preparation.Names.Continuous.Count], 1);
        int width;
        try
        {
            using NoGrad noGrad = NoGrad.Enter();
            using StepScope step = StepScope.Begin();
            using Evaluation evaluation = Evaluation.Of(Model);
            width = Forward(inputs).ElementCount;
        }
        catch (Exception error) when (error is HoneException or ArgumentException)
        {
            throw new HoneException($"A net for {codes.Length} categorical and {preparation.Names.Continuous.Count} continuous columns, with the categories of this table.", error.Message, nameof(NetMember), "use the net that was made for this table", error);
        }

        if (width != outputs)
        {
            throw new HoneException($"A net with {outputs} {(isCategory ? "classes" : outputs == 1 ? "output" : "outputs")}.", width.ToString(CultureInfo.InvariantCulture), nameof(NetMember), "use the net that was made for this table");
        }
    }

    internal override double[] Compute(PreparedTable table, CancellationToken cancellationToken)
    {
        TabularRows rows = table.Rows;
        var outputs = new double[rows.Count * table.Outputs];

        // Kernels choose their order of summation by the size of a batch, so exact results take the rows one by one.
        int together = EngineOptions.Exact ? 1 : table.BatchSize;
        using Evaluation evaluation = Evaluation.Of(Model);
        for (int start = 0; start < rows.Count; start += together)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(together, rows.Count - start);
            using NoGrad noGrad = NoGrad.Enter();
            using StepScope step = StepScope.Begin();
            Tensor answer = Forward(Inputs(rows.Codes(start, count), rows.Numbers(start, count), count)).Reshape([count, table.Outputs]);
            float[] values = (table.IsCategory ? answer.Softmax(1) : answer).ToArray<float>(); // [count, outputs]
            for (int i = 0; i < values.Length; i++)
            {
                outputs[(start * table.Outputs) + i] = table.IsCategory ? values[i] : _answer.Of(values[i]);
            }
        }

        return outputs;
    }

    internal override (TableMemberContent Content, byte[] Weights) Describe()
    {
        ModelConfig config = Model.Config ?? throw new HoneException("A net that can be told as data, because a model file holds no code.", Model.TypeName, nameof(NetMember), "give the module a ModelConfig in its Config, and the catalog its name");
        using var weights = new MemoryStream();
        Model.Save(weights);
        return (new TableMemberContent(TableMemberKind.Net, string.Empty, string.Empty, config, _answer, null), weights.ToArray());
    }

    /// <summary>Codes and numbers, each if there are such columns.</summary>
    private static Tensor[] Inputs(long[] codes, float[] numbers, int count)
    {
        var inputs = new List<Tensor>();
        if (codes.Length > 0)
        {
            inputs.Add(Tensor.From<long>(codes, [count, codes.Length / count]));
        }

        if (numbers.Length > 0)
        {
            inputs.Add(Tensor.From<float>(numbers, [count, numbers.Length / count]));
        }

        return [.. inputs];
    }

    private Tensor Forward(Tensor[] inputs) => inputs.Length == 1 ? Model.Forward(inputs[0]) : Model.Forward(inputs);

    /// <summary>The net in evaluation for a while; a learner may go on training it afterwards.</summary>
    private readonly ref struct Evaluation
    {
        private readonly Module? _training;

        private Evaluation(Module? training) => _training = training;

        public static Evaluation Of(Module model)
        {
            if (!model.IsTraining)
            {
                return new Evaluation(null);
            }

            model.Eval();
            return new Evaluation(model);
        }

        public void Dispose() => _training?.Train();
    }
}
