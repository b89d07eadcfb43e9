using System.Globalization;
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Method;

/// <summary>The models of the ladder, each with defaults that do well on most tables.</summary>
internal sealed class TableModels
{
    private const int StumpDepth = 2;
    private const int MostBoostedCategories = 254;
    private const int StepsOfNets = 2000;
    private const int MostEpochs = 20;
    private const int UsualBatch = 64;
    private const int MostBatch = 512;

    private readonly TabularData _data;
    private readonly TableTrainingOptions _options;
    private readonly FeatureMatrix _features;
    private readonly int[] _classes = [];
    private readonly double[] _numbers = [];
    private readonly ITableTrainingObserver? _observer;
    private readonly CancellationToken _cancellationToken;

    public TableModels(TabularData data, TableTrainingOptions options, ITableTrainingObserver? observer, CancellationToken cancellationToken)
    {
        _data = data;
        _options = options;
        _observer = observer;
        _cancellationToken = cancellationToken;
        _features = data.ToMatrix(data.Split.Train);
        float[] targets = data.Targets(data.Split.Train);
        if (data.IsCategory)
        {
            _classes = Array.ConvertAll(targets, target => (int)target);
        }
        else
        {
            _numbers = Array.ConvertAll(targets, target => (double)target);
        }
    }

    private int Rows => _features.RowCount;

    private TreeFitOptions Fit => new()
    {
        CancellationToken = _cancellationToken,
        Progress = _observer is null ? null : new TreeAdvance(_observer),
    };

    /// <summary>The most frequent class, or the mean: a tree that is a leaf.</summary>
    public (TableMember Member, string Detail) Constant()
    {
        var options = new DecisionTreeOptions { MinSamplesSplit = int.MaxValue };
        TreeModel tree = Tree(TreeDataOf([0]), options);
        return (new TreeMember(tree), _data.IsCategory ? $"always {_data.Vocab[MostFrequent()]}" : $"always {InTableUnits(_numbers.Average()).ToString("G5", CultureInfo.InvariantCulture)}");
    }

    /// <summary>A tree of depth 2 over the one column that explains the training rows best.</summary>
    public (TableMember Member, string Detail) OneFeature()
    {
        TreeModel? best = null;
        double least = double.PositiveInfinity;
        for (int column = 0; column < _features.ColumnCount; column++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            TreeData data = TreeDataOf([column]);
            TreeModel tree = Tree(data, new DecisionTreeOptions { MaxDepth = StumpDepth });
            double error = Error(tree, data);
            if (error < least)
            {
                least = error;
                best = tree;
            }

            _observer?.Advanced((column + 1.0) / _features.ColumnCount);
        }

        return (new TreeMember(best!), $"{best!.FeatureNames[0]} alone");
    }

    /// <summary>Logistic or linear regression: each category has a number for each output, and nothing is hidden in between.</summary>
    public (TableMember Member, string Detail) Linear()
    {
        EmbeddingSize[] sizes = [.. _data.Names.Categorical.Select(name => new EmbeddingSize(_data.Classes(name).Count, _data.Outputs))];
        var model = new TabularModel(sizes, _data.Names.Continuous.Count, _data.Outputs, new TabularModelOptions { Layers = [], BnCont = false });
        return (Train(model, 1e-2), "categories and numbers, nothing hidden");
    }

    /// <summary>A random forest whose leaves hold at least three rows, which keeps files small and probabilities sound.</summary>
    public (TableMember Member, string Detail) Forest()
    {
        const int LeafRows = 3;
        TreeData data = TreeDataOf([.. Enumerable.Range(0, _features.ColumnCount)]);
        var options = new ForestOptions { Trees = _options.ForestTrees, MinSamplesLeaf = LeafRows, Seed = _options.Seed };
        TreeModel forest = _data.IsCategory
            ? RandomForestClassifier.Fit(data, _classes, options, Fit)
            : RandomForestRegressor.Fit(data, _numbers, options with { MaxFeatures = MaxFeatures.Fraction(0.5) }, Fit);
        return (new TreeMember(forest), string.Create(CultureInfo.InvariantCulture, $"{forest.TreeCount} trees"));
    }

    /// <summary>Boosted trees that stop when rows held out of the training rows get no better.</summary>
    public (TableMember Member, string Detail) Boosting()
    {
        const int RowsForEarlyStopping = 500;
        bool canStop = Rows >= RowsForEarlyStopping;
        int[] categorical = [.. Enumerable.Range(0, _features.ColumnCount).Where(column => _features.IsCategorical[column] && _data.Classes(_features.Names[column]).Count <= MostBoostedCategories)];
        TreeData data = TreeDataOf([.. Enumerable.Range(0, _features.ColumnCount)], categorical);
        var options = new HistGradientBoostingOptions
        {
            MaxIterations = canStop ? _options.BoostingRounds : Math.Min(100, _options.BoostingRounds),
            EarlyStopping = canStop ? EarlyStoppingMode.On : EarlyStoppingMode.Off,
            IterationsNoChange = 20,
            MinSamplesLeaf = Math.Clamp(Rows / 50, 1, 20),
            Seed = _options.Seed,
        };
        TreeModel model = _data.IsCategory ? HistGradientBoostingClassifier.Fit(data, _classes, options, Fit) : HistGradientBoostingRegressor.Fit(data, _numbers, options, Fit);
        return (new TreeMember(model), string.Create(CultureInfo.InvariantCulture, $"{model.TreeCount} trees"));
    }

    /// <summary>fastai's net for tables: embeddings, layers of 200 and 100. Numbers go without normalization over the batch, whose noise would be in the answer.</summary>
    public (TableMember Member, string Detail) Net()
    {
        EmbeddingSize[] sizes = [.. _data.Names.Categorical.Select(name => EmbeddingSize.Rule(_data.Classes(name).Count))];
        double dropout = _data.IsCategory ? 0.2 : 0.1;
        var options = new TabularModelOptions { Dropouts = [dropout, dropout], EmbeddingDropout = 0.1, UseBn = _data.IsCategory };
        var model = new TabularModel(sizes, _data.Names.Continuous.Count, _data.Outputs, options);
        return (Train(model, 5e-3), $"layers of {string.Join(" and ", options.Layers)}");
    }

    private NetMember Train(TabularModel model, double learningRate)
    {
        double mean = _data.IsCategory ? 0 : _numbers.Average();
        double deviation = _data.IsCategory ? 1 : Math.Sqrt(_numbers.Average(number => Math.Pow(number - mean, 2)));
        DataBlock<int> block = _data.ToDataBlock();
        if (!_data.IsCategory)
        {
            // Steps are of the size of 1, and prices are not: the net sees the target with mean 0 and deviation 1.
            int[] all = [.. _data.Split.Train, .. _data.Split.Valid];
            float[] targets = _data.Targets(all);
            var scaled = new Dictionary<int, float>(all.Length);
            for (int i = 0; i < all.Length; i++)
            {
                scaled.Add(all[i], (float)((targets[i] - mean) / deviation));
            }

            block = block with { Target = new RegressionBlock<int>(row => (float[])[scaled[row]]) };
        }

        int batch = BatchSize();
        int epochs = (int)Math.Clamp((long)StepsOfNets * batch / Rows, 5, MostEpochs);
        DataLoaders loaders = block.DataLoaders([.. Enumerable.Range(0, _data.Frame.RowCount)], new DataLoaderOptions { BatchSize = batch, Workers = 0, Seed = _options.Seed });
        var learner = new Learner(loaders, model.Initialize(_options.Seed), new LearnerOptions { WeightDecay = 0.1 });
        learner.FitOneCycle(epochs, learningRate, new FitOptions { CancellationToken = _cancellationToken, Progress = _observer is null ? null : new NetAdvance(_observer) });
        _cancellationToken.ThrowIfCancellationRequested();
        return new NetMember(learner.Model, _data.IsCategory ? null : new NetAnswer { Scale = deviation, Offset = mean, Low = _numbers.Min(), High = _numbers.Max() });
    }

    /// <summary>A power of two: up to 64 if that leaves a dozen steps an epoch, up to 512 if that leaves a hundred.</summary>
    private int BatchSize()
    {
        int size = 16;
        while (2 * size <= MostBatch && Rows / (2 * size) >= (2 * size <= UsualBatch ? 12 : 100))
        {
            size *= 2;
        }

        return Math.Min(size, Rows);
    }

    private TreeData TreeDataOf(int[] columns, int[]? categorical = null) => TreeData.FromColumns(
        [.. columns.Select(column => _features.Columns[column])],
        new TreeDataOptions { Names = [.. columns.Select(column => _features.Names[column])], Categorical = categorical ?? [] });

    private TreeModel Tree(TreeData data, DecisionTreeOptions options)
    {
        var fit = new TreeFitOptions { CancellationToken = _cancellationToken };
        return _data.IsCategory ? DecisionTreeClassifier.Fit(data, _classes, options, fit) : DecisionTreeRegressor.Fit(data, _numbers, options, fit);
    }

    /// <summary>What the metric looks at: wrong classes for accuracy, with the sum of squared errors deciding between equals; else that sum, for classes over their probabilities.</summary>
    private double Error(TreeModel tree, TreeData data)
    {
        if (tree is TreeRegressor regressor)
        {
            return regressor.Predict(data).Zip(_numbers).Sum(pair => Math.Pow(pair.First - pair.Second, 2));
        }

        var classifier = (TreeClassifier)tree;
        double[] probabilities = classifier.PredictProbabilities(data);
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double truth = _classes[i / classifier.Classes] == i % classifier.Classes ? 1 : 0;
            sum += Math.Pow(probabilities[i] - truth, 2);
        }

        bool countsErrors = (_options.Metric ?? TableMetric.Accuracy) == TableMetric.Accuracy;
        int wrong = classifier.Predict(data).Zip(_classes).Count(pair => pair.First != pair.Second);
        return countsErrors ? wrong + (sum / (2.0 * Rows + 1)) : sum;
    }

    private double InTableUnits(double number) => _data.Options.TargetScale == TargetScale.Log1p ? double.ExpM1(number) : number;

    private int MostFrequent() => _classes.CountBy(label => label).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
}
