using System.Buffers;

namespace Hone.Learn;

/// <summary>
/// How much of the written text stands in the reference, by runs of one to four tokens; 0 to 1, higher is better. fastai's <c>CorpusBLEUMetric</c>.
/// </summary>
/// <remarks>
/// BLEU = penalty (p1 p2 p3 p4)^(1/4). pn is the share of all runs of n tokens in the predictions that stand in their own reference; a run
/// counts no more often than it stands there. The penalty is exp(1 - r / c) where the predictions are shorter together (c tokens) than the
/// references (r tokens), else 1. Matches and runs are added over all texts before they are divided. A text without any match of n tokens
/// counts 1/2, or, where shorter runs lack a match too, 1/4, 1/8 and so on.
/// Source: Papineni et al. 2002, "BLEU: a Method for Automatic Evaluation of Machine Translation"; that smoothing is the one of NIST's
/// mteval, text by text as in fastai. One reference a text. Difference from fastai: with a padding token, a text ends before the first one,
/// so that the length of a batch does not change the value. Shapes: scores <c>[batch, length, tokens]</c>, references <c>[batch, length]</c>.
/// </remarks>
/// <param name="padding">The token that fills up short texts; 1, fastai's <c>xxpad</c>. Null counts every place.</param>
public sealed class CorpusBleu(int? padding = 1) : Metric
{
    private const int LongestRun = 4;

    private readonly double[] _matches = new double[LongestRun];
    private readonly long[] _runs = new long[LongestRun];
    private long _predicted;
    private long _expected;
    private long _count;

    /// <inheritdoc/>
    public override string Name => "corpus_bleu";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public override long Count => _count;

    /// <inheritdoc/>
    /// <remarks>0 where no text is as long as four tokens.</remarks>
    public override double Value
    {
        get
        {
            if (_count == 0)
            {
                return double.NaN;
            }

            double product = 1;
            for (int n = 0; n < LongestRun; n++)
            {
                product *= _runs[n] == 0 ? 0 : _matches[n] / _runs[n];
            }

            double penalty = _predicted < _expected ? Math.Exp(1 - ((double)_expected / Math.Max(1, _predicted))) : 1;
            return penalty * Math.Pow(product, 1.0 / LongestRun);
        }
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(_matches);
        Array.Clear(_runs);
        _predicted = 0;
        _expected = 0;
        _count = 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes are not <c>[batch, length, tokens]</c> and <c>[batch, length]</c>.</exception>
    public override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Rank != 3 || target.Rank != 2 || prediction.Shape[0] != target.Shape[0])
        {
            throw new ShapeException("Scores [batch, length, tokens] and references [batch, length].", $"{prediction.Shape} and {target.Shape}", Name);
        }

        long[] written = prediction.ArgMax(2).ToArray<long>();
        long[] references = ArrayPool<long>.Shared.Rent(target.ElementCount);
        target.CopyTo<long>(references);
        int length = prediction.Shape[1];
        int referenceLength = target.Shape[1];
        for (int i = 0; i < target.Shape[0]; i++)
        {
            Add(Text(written.AsSpan(i * length, length)), Text(references.AsSpan(i * referenceLength, referenceLength)));
        }

        ArrayPool<long>.Shared.Return(references);
    }

    private ReadOnlySpan<long> Text(ReadOnlySpan<long> tokens)
    {
        int end = padding is { } token ? tokens.IndexOf(token) : -1;
        return end < 0 ? tokens : tokens[..end];
    }

    private void Add(ReadOnlySpan<long> written, ReadOnlySpan<long> reference)
    {
        _count++;
        _predicted += written.Length;
        _expected += reference.Length;
        double smallest = 1;
        for (int n = 1; n <= LongestRun; n++)
        {
            Dictionary<(long, long, long, long), int> found = Runs(written, n);
            Dictionary<(long, long, long, long), int> known = Runs(reference, n);
            double matches = found.Sum(run => Math.Min(run.Value, known.GetValueOrDefault(run.Key)));
            if (matches == 0)
            {
                smallest /= 2;
                matches = smallest;
            }

            _matches[n - 1] += matches;
            _runs[n - 1] += Math.Max(0, written.Length - n + 1);
        }
    }

    /// <summary>How often each run of <paramref name="n"/> tokens stands in a text; places beyond n hold -1.</summary>
    private static Dictionary<(long First, long Second, long Third, long Fourth), int> Runs(ReadOnlySpan<long> tokens, int n)
    {
        var runs = new Dictionary<(long, long, long, long), int>();
        for (int i = 0; i + n <= tokens.Length; i++)
        {
            (long, long, long, long) run = (tokens[i], n > 1 ? tokens[i + 1] : -1, n > 2 ? tokens[i + 2] : -1, n > 3 ? tokens[i + 3] : -1);
            runs[run] = runs.GetValueOrDefault(run) + 1;
        }

        return runs;
    }
}
