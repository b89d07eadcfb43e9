using System.Numerics.Tensors;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Bayesian personalized ranking: what a user chose shall score higher than what the user did not choose.</summary>
/// <remarks>
/// loss of a row = mean over its pairs of a relevant item i and another item j of -ln sigmoid(x_i - x_j) = ln(1 + e^(x_j - x_i)); ln 2 where nothing is known.
/// Shapes: prediction <c>[batch, items]</c>; target <c>[batch, items]</c>: above 0 for relevant items, 0 for the others, below 0 for items that are left out. Rows without a pair
/// have loss 0 and do not count in the mean. Source: Rendle, Freudenthaler, Gantner, Schmidt-Thieme 2009, "BPR"; its regularization is the weight decay of the optimizer here.
/// </remarks>
public sealed class BprLoss : Loss
{
    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Numbers;

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes are not equal, or not <c>[batch, items]</c>.</exception>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Rank != 2 || prediction.Shape != target.Shape)
        {
            throw new ShapeException("Scores and relevance, both [batch, items].", $"prediction {prediction.Shape}, target {target.Shape}", nameof(BprLoss), "make the data with ImplicitData");
        }

        // A validation row ranks all items: its pairs, written out for the tape, would not fit into memory.
        return NoGrad.IsRecording ? Learn(prediction, target, reduction) : Judge(prediction, target, reduction);
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => prediction;

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => prediction;

    /// <summary>All pairs of the batch in one row, for backward.</summary>
    private static Tensor Learn(Tensor prediction, Tensor target, Reduction reduction)
    {
        int batch = prediction.Shape[0];
        int items = prediction.Shape[1];
        float[] relevance = target.To(DType.Float32).ToArray<float>();
        var chosen = new List<long>();
        var others = new List<long>();
        var rows = new List<long>();
        var weights = new List<float>();
        int judged = 0;
        for (int row = 0; row < batch; row++)
        {
            int before = rows.Count;
            AddPairs(relevance, row, items, chosen, others);
            int pairs = chosen.Count - before;
            judged += pairs > 0 ? 1 : 0;
            rows.AddRange(Enumerable.Repeat((long)row, pairs));
            weights.AddRange(Enumerable.Repeat(1f / Math.Max(1, pairs), pairs));
        }

        Tensor flat = prediction.Reshape(-1); // [batch * items]
        Tensor high = flat.IndexSelect(0, Tensor.From<long>([.. chosen], [chosen.Count])); // [pairs]
        Tensor low = flat.IndexSelect(0, Tensor.From<long>([.. others], [others.Count])); // [pairs]
        Tensor losses = (low - high).Softplus() * Tensor.From<float>([.. weights], [weights.Count]).To(prediction.DType); // [pairs]
        return reduction switch
        {
            Reduction.None => Tensor.Zeros([batch], prediction.DType).ScatterAdd(0, Tensor.From<long>([.. rows], [rows.Count]), losses), // [batch]
            Reduction.Sum => losses.Sum(),
            _ => losses.Sum() * (1.0 / Math.Max(1, judged)),
        };
    }

    private static void AddPairs(float[] relevance, int row, int items, List<long> chosen, List<long> others)
    {
        int start = row * items;
        for (int i = start; i < start + items; i++)
        {
            for (int j = start; relevance[i] > 0 && j < start + items; j++)
            {
                if (relevance[j] == 0)
                {
                    chosen.Add(i);
                    others.Add(j);
                }
            }
        }
    }

    /// <summary>The same numbers row by row, with the memory of one row.</summary>
    private static Tensor Judge(Tensor prediction, Tensor target, Reduction reduction)
    {
        int batch = prediction.Shape[0];
        int items = prediction.Shape[1];
        float[] scores = prediction.To(DType.Float32).ToArray<float>();
        float[] relevance = target.To(DType.Float32).ToArray<float>();
        var losses = new float[batch];
        double sum = 0;
        int judged = 0;
        for (int row = 0; row < batch; row++)
        {
            double loss = Mean(scores.AsSpan(row * items, items), relevance.AsSpan(row * items, items));
            judged += double.IsNaN(loss) ? 0 : 1;
            losses[row] = double.IsNaN(loss) ? 0 : (float)loss;
            sum += losses[row];
        }

        return reduction switch
        {
            Reduction.None => Tensor.From<float>(losses, [batch]),
            Reduction.Sum => Tensor.From<float>([(float)sum], []),
            _ => Tensor.From<float>([(float)(sum / Math.Max(1, judged))], []),
        };
    }

    /// <summary>The mean over the pairs of a row; NaN without any.</summary>
    private static double Mean(ReadOnlySpan<float> scores, ReadOnlySpan<float> relevance)
    {
        var others = new float[scores.Length];
        int count = 0;
        for (int j = 0; j < scores.Length; j++)
        {
            if (relevance[j] == 0)
            {
                others[count++] = scores[j];
            }
        }

        ReadOnlySpan<float> low = others.AsSpan(0, count);
        var difference = new float[count];
        var tail = new float[count];
        double sum = 0;
        long pairs = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (relevance[i] <= 0)
            {
                continue;
            }

            // softplus(d) = max(d, 0) + ln(1 + e^-|d|)
            TensorPrimitives.Subtract(low, scores[i], difference);
            TensorPrimitives.Abs(difference, tail);
            TensorPrimitives.Negate(tail, tail);
            TensorPrimitives.Exp<float>(tail, tail);
            TensorPrimitives.LogP1<float>(tail, tail);
            TensorPrimitives.Max(difference, 0f, difference);
            sum += TensorPrimitives.Sum<float>(difference) + (double)TensorPrimitives.Sum<float>(tail);
            pairs += count;
        }

        return pairs == 0 ? double.NaN : sum / pairs;
    }
}
