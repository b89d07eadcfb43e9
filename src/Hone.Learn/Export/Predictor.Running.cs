using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

public sealed partial class Predictor
{
    /// <summary>The outputs for a batch, one tensor an input, or, where there is none, for values of the only input that lie one item after the other; as many at a time as go together.</summary>
    private void Compute(ReadOnlySpan<Tensor> batch, ReadOnlySpan<float> items, int count, Span<float> outputs)
    {
        RequireRoom(outputs, count);
        PredictorSession session = TakeSession();
        try
        {
            int length = InputShape.ElementCount;
            int width = OutputShape.ElementCount;
            int together = Together;
            for (int start = 0; start < count; start += together)
            {
                int size = Math.Min(together, count - start);
                using NoGrad noGrad = NoGrad.Enter();
                using StepScope step = session.Begin();
                if (batch.IsEmpty)
                {
                    session.Inputs[0] = step.Rent(_inputs[0].BatchShape(size));
                    items.Slice(start * length, size * length).CopyTo(session.Inputs[0].AsSpan<float>());
                }

                for (int i = 0; i < batch.Length; i++)
                {
                    session.Inputs[i] = size == count ? batch[i] : batch[i].Narrow(0, start, size);
                }

                Output(session, step).CopyTo(outputs.Slice(start * width, size * width));
            }
        }
        finally
        {
            GiveSession(session);
        }
    }

    /// <summary>Sends zeros, or the last token of the vocabulary, through everything: what does not fit shows now, and the first prediction is as quick as the second.</summary>
    private Shape Probe()
    {
        PredictorSession session = TakeSession();
        using NoGrad noGrad = NoGrad.Enter();
        using StepScope step = session.Begin();
        for (int i = 0; i < _inputs.Length; i++)
        {
            session.Inputs[i] = _inputs[i].Probe();
        }

        Tensor output = Output(session, step);
        GiveSession(session);
        return Shape.Create(output.Shape.AsSpan()[1..]);
    }

    /// <summary>Transforms, which write into copies, then the model and its activation, for the inputs of a session.</summary>
    private Tensor Output(PredictorSession session, StepScope step)
    {
        Tensor[] inputs = session.Inputs;
        if (_batchTransforms.Length > 0)
        {
            Batch copy = session.Rent(step);
            for (int i = 0; i < inputs.Length; i++)
            {
                copy.InputParts[i].Tensor.CopyFrom(inputs[i]);
            }

            Transform(copy, step);
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = copy.InputParts[i].Tensor;
            }
        }

        return Activated(_model.Forward(inputs));
    }

    /// <summary>The outputs for the items of a dataset, after the activation, in their order: [items, ...<see cref="OutputShape"/>].</summary>
    /// <param name="dataset">Its columns are the inputs of the model.</param>
    /// <param name="groups">Positions of items that go through the model together.</param>
    private float[] Outputs(Dataset dataset, IEnumerable<int[]> groups)
    {
        int width = OutputShape.ElementCount;
        var outputs = new float[dataset.Count * width];
        var builder = new BatchBuilder(dataset, [], isTraining: false);
        foreach (int[] together in groups)
        {
            using NoGrad noGrad = NoGrad.Enter();
            using StepScope step = StepScope.Begin();
            Batch batch = builder.Build(together, 0, 0, CancellationToken.None);
            Transform(batch, step);
            Tensor output = Activated(_model.Forward(batch.Inputs()));
            RequireWidth(output, together.Length);
            float[] rows = output.ToArray<float>();
            for (int i = 0; i < together.Length; i++)
            {
                rows.AsSpan(i * width, width).CopyTo(outputs.AsSpan(together[i] * width));
            }
        }

        return outputs;
    }

    /// <summary>Applies the batch transforms; the memory then belongs to the step.</summary>
    private void Transform(Batch batch, StepScope step)
    {
        try
        {
            for (int i = 0; i < _batchTransforms.Length; i++)
            {
                _batchTransforms[i].Apply(batch, _randoms[i]);
            }
        }
        catch
        {
            batch.Release();
            throw;
        }

        batch.AdoptBy(step);
    }

    private Tensor Activated(Tensor output) => Kind switch
    {
        PredictionKind.Classes => output.Softmax(1),
        PredictionKind.Labels => output.Sigmoid(),
        _ => output,
    };

    private static BatchRandom[] Randoms(int count)
    {
        var stream = new RandomStream(0, "predict");
        return [.. Enumerable.Range(0, count).Select(i => new BatchRandom(stream.Split(i)))];
    }

    private static int[] Positions(int count)
    {
        var positions = new int[count];
        for (int i = 0; i < count; i++)
        {
            positions[i] = i;
        }

        return positions;
    }

    /// <summary>One answer an item: outputs: [count, width].</summary>
    private Prediction[] Answers(ReadOnlySpan<float> outputs, int count, IReadOnlyList<string>? ids)
    {
        int width = OutputShape.ElementCount;
        var answers = new Prediction[count];
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = Answer(outputs.Slice(i * width, width).ToArray(), ids is null ? i.ToString(CultureInfo.InvariantCulture) : ids[i]);
        }

        return answers;
    }

    /// <param name="outputs">Those of one item, which become the answer's.</param>
    /// <param name="id">The identity of the item.</param>
    private Prediction Answer(float[] outputs, string id) => Prediction.Of(id, outputs, OutputShape, Kind, Content.Output.Threshold, Vocab);
}
