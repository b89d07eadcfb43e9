using Hone.Nn;

namespace Hone.Learn;

/// <summary>What a dot-product model has learned about the items: which are liked beyond their kind, which are alike, what the main differences are.</summary>
public sealed class CollabFactors
{
    private readonly CollabData _data;
    private readonly EmbeddingDotBias _model;
    private readonly float[] _weights;
    private readonly int _width;
    private readonly Dictionary<string, int> _codes;

    /// <summary>Reads the factors of a trained model.</summary>
    /// <param name="data">The ratings that it was trained on.</param>
    /// <param name="model">The model of <see cref="CollabLearner"/> without a net.</param>
    /// <exception cref="HoneException">The model has other numbers of users and items than the data.</exception>
    public CollabFactors(CollabData data, EmbeddingDotBias model)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        if (model.UserWeight.NumEmbeddings != data.Users.Count || model.ItemWeight.NumEmbeddings != data.Items.Count)
        {
            throw new HoneException(
                $"A model of {data.Users.Count} users and {data.Items.Count} items, as the data.",
                $"{model.UserWeight.NumEmbeddings} users and {model.ItemWeight.NumEmbeddings} items",
                nameof(CollabFactors),
                "use the data that the model was made for");
        }

        _data = data;
        _model = model;
        _width = model.ItemWeight.EmbeddingDim;
        _weights = model.ItemWeight.Weight.Value.ToArray<float>();
        _codes = data.Items.Select((item, code) => (item, code)).Skip(1).ToDictionary(pair => pair.item, pair => pair.code, StringComparer.Ordinal);
    }

    /// <summary>The items with the most ratings in the training rows: few ratings say little about an item.</summary>
    /// <param name="count">How many; the book looks at 1000.</param>
    /// <returns>The items, the most rated first; equal ones in the order of their codes.</returns>
    public IReadOnlyList<string> MostRated(int count = 1000)
    {
        int[] ratings = _data.RatingCounts();
        return [.. Enumerable.Range(1, _data.Items.Count - 1).OrderByDescending(code => ratings[code]).Take(count).Select(code => _data.Items[code])];
    }

    /// <summary>The items by bias: how much they are liked beyond what their factors explain.</summary>
    /// <param name="items">Items to look at; null for all.</param>
    /// <returns>The items, the most liked first.</returns>
    /// <exception cref="HoneDataException">An item is unknown.</exception>
    public IReadOnlyList<ScoredItem> Biases(IReadOnlyList<string>? items = null)
    {
        float[] biases = _model.ItemBias.Weight.Value.ToArray<float>();
        return [.. (items ?? [.. _data.Items.Skip(1)]).Select(item => new ScoredItem(item, biases[CodeOf(item)])).OrderByDescending(score => score.Score)];
    }

    /// <summary>The items whose factors point the same way: cosine similarity, 1 for the same direction.</summary>
    /// <param name="item">The item to compare with.</param>
    /// <param name="count">How many.</param>
    /// <param name="among">Items to choose from; null for all.</param>
    /// <returns>The nearest first, without the item itself.</returns>
    /// <exception cref="HoneDataException">An item is unknown.</exception>
    public IReadOnlyList<ScoredItem> Nearest(string item, int count = 10, IReadOnlyList<string>? among = null)
    {
        int code = CodeOf(item);
        return
        [
            .. (among ?? [.. _data.Items.Skip(1)])
                .Where(other => other != item)
                .Select(other => new ScoredItem(other, Cosine(code, CodeOf(other))))
                .OrderByDescending(score => score.Score)
                .Take(count),
        ];
    }

    /// <summary>The main differences between items: their factors along the principal components.</summary>
    /// <remarks>Centered on the mean of the items; a component points to where its largest weight is positive, so that the same model gives the same picture.</remarks>
    /// <param name="items">Items to look at, such as <see cref="MostRated"/>; at least two.</param>
    /// <param name="components">How many dimensions, at most the number of factors.</param>
    /// <returns>The items in the order given.</returns>
    /// <exception cref="HoneDataException">An item is unknown, or there are too few.</exception>
    public IReadOnlyList<ItemPoint> Pca(IReadOnlyList<string> items, int components = 3)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, _width);
        if (items.Count < 2)
        {
            throw new HoneDataException("At least two items.", $"{items.Count}", "CollabFactors.Pca", "choose more items");
        }

        double[][] rows = Centered([.. items.Select(CodeOf)]);
        double[][] axes = Axes(rows, components);
        return [.. rows.Select((row, i) => new ItemPoint(items[i], [.. axes.Select(axis => Dot(row, axis))]))];
    }

    /// <summary>Items that a user has not rated in the training rows, by predicted rating; an unknown user gets what average users like.</summary>
    /// <param name="user">The user.</param>
    /// <param name="count">How many.</param>
    /// <param name="among">Items to choose from; null for all.</param>
    /// <returns>The best first.</returns>
    /// <exception cref="HoneDataException">An item is unknown.</exception>
    public IReadOnlyList<ScoredItem> Recommend(string user, int count = 10, IReadOnlyList<string>? among = null)
    {
        int userCode = Math.Max(0, _data.Users.Skip(1).ToList().IndexOf(user) + 1);
        HashSet<int> rated = Rated(userCode);
        int[] codes = [.. (among ?? [.. _data.Items.Skip(1)]).Select(CodeOf).Where(code => !rated.Contains(code))];
        if (codes.Length == 0)
        {
            return [];
        }

        long[] pairs = [.. codes.SelectMany(code => (long[])[userCode, code])];
        bool wasTraining = _model.IsTraining;
        _model.Eval();
        float[] scores;
        using (NoGrad.Enter())
        {
            scores = _model.Forward(Tensor.From<long>(pairs, [codes.Length, 2])).ToArray<float>();
        }

        if (wasTraining)
        {
            _model.Train();
        }

        return [.. codes.Select((code, i) => new ScoredItem(_data.Items[code], scores[i])).OrderByDescending(score => score.Score).Take(count)];
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Eigenvectors of the factors' covariance with the largest eigenvalues.</summary>
    private static double[][] Axes(double[][] rows, int components)
    {
        int width = rows[0].Length;
        var covariance = new double[width * width];
        foreach (double[] row in rows)
        {
            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < width; j++)
                {
                    covariance[(i * width) + j] += row[i] * row[j] / rows.Length;
                }
            }
        }

        double[] vectors = Tensor.From<double>(covariance, [width, width]).SymmetricEigen().Vectors.ToArray<double>();
        var axes = new double[components][];
        for (int component = 0; component < components; component++)
        {
            // Columns, the largest eigenvalue last.
            axes[component] = [.. Enumerable.Range(0, width).Select(row => vectors[(row * width) + width - 1 - component])];
            double largest = axes[component].MaxBy(Math.Abs);
            if (largest < 0)
            {
                axes[component] = Array.ConvertAll(axes[component], value => -value);
            }
        }

        return axes;
    }

    private double[][] Centered(int[] codes)
    {
        double[][] rows = Array.ConvertAll(codes, code => Array.ConvertAll(_weights.AsSpan(code * _width, _width).ToArray(), value => (double)value));
        for (int i = 0; i < _width; i++)
        {
            double mean = rows.Average(row => row[i]);
            foreach (double[] row in rows)
            {
                row[i] -= mean;
            }
        }

        return rows;
    }

    private double Cosine(int first, int second)
    {
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int i = 0; i < _width; i++)
        {
            double x = _weights[(first * _width) + i];
            double y = _weights[(second * _width) + i];
            dot += x * y;
            a += x * x;
            b += y * y;
        }

        return dot / Math.Max(Math.Sqrt(a * b), double.Epsilon);
    }

    private HashSet<int> Rated(int user)
    {
        Data.FeatureMatrix codes = _data.Table.ToMatrix(_data.Table.Split.Train);
        var rated = new HashSet<int>();
        for (int row = 0; user != 0 && row < codes.RowCount; row++)
        {
            if ((int)codes.Columns[0][row] == user)
            {
                rated.Add((int)codes.Columns[1][row]);
            }
        }

        return rated;
    }

    private int CodeOf(string item) => _codes.TryGetValue(item, out int code)
        ? code
        : throw new HoneDataException($"An item of the {_codes.Count} that the training rows have.", $"\"{item}\"", nameof(CollabFactors), "check the spelling; items that only validation has are not learned");
}
