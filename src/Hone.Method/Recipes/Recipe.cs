using System.Globalization;
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;

namespace Hone.Method;

/// <summary>
/// What a recipe sees of its project: the items of the frozen split with subset and fold applied, test items without labels, seed and parameters. It makes loaders, trains with
/// <see cref="Fit"/> or <see cref="FitTrees"/>, and returns a <see cref="RecipeModel"/>; which items, which run, which score is not its business.
/// </summary>
/// <example><code>
/// return ProjectRecipe.Run(args, recipe =>
/// {
///     DataLoaders data = recipe.Images(new() { ItemTransforms = [new Resize(32)] });
///     Learner learner = VisionLearner.Create(data, new() { Seed = recipe.Seed });
///     recipe.Fit(learner, fit => learner.FineTune(recipe.Epochs(5), recipe.Param("lr", 2e-3), fit));
///     return recipe.Model(learner);
/// });
/// </code></example>
public sealed partial class Recipe
{
    private readonly RecipeParts _parts;
    private readonly RecipeOptions _options;
    private readonly RecipeTraining? _training;
    private readonly SortedDictionary<string, string> _params = new(StringComparer.Ordinal);
    private bool _hasBegun;

    internal Recipe(Project project, RecipeParts parts, RecipeOptions options, RecipeTraining? training)
    {
        Project = project;
        _parts = parts;
        _options = options;
        _training = training;
        ClassNames = ClassesOf(project, parts);
    }

    /// <summary>The project.</summary>
    public Project Project { get; }

    /// <summary>The frozen split.</summary>
    public FrozenSplit Split => _parts.Split;

    /// <summary>All items of the project with their columns and files; those of the test part have no label.</summary>
    public ProjectDataset Items => _parts.Items;

    /// <summary>Positions in <see cref="Items"/> of the items to learn from, ascending.</summary>
    public IReadOnlyList<int> Train => _parts.Train;

    /// <summary>Positions in <see cref="Items"/> of the items that decisions are made on, ascending.</summary>
    public IReadOnlyList<int> Valid => _parts.Valid;

    /// <summary>Positions in <see cref="Items"/> of the test items, whose labels are nowhere; ascending, none where the split has no test part.</summary>
    public IReadOnlyList<int> Test => _parts.Test;

    /// <summary>The three parts as a splitter over all items, for a <see cref="TabularData"/> of one's own.</summary>
    public Learn.Splitter Splitter => new IndexSplitter(Train, Valid, Test);

    /// <summary>The column that is predicted: the target of the charter.</summary>
    public string Target => Items.Target ?? Project.Charter.Target;

    /// <summary>The classes in the order in which predictions are stored: by name, classes that are numbers by size. Empty where a number is predicted.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The seed of this run.</summary>
    public long Seed => _options.Seed;

    /// <summary>Where datasets and pretrained weights are looked for.</summary>
    public DatasetLocatorOptions Places => _options.Places;

    /// <summary>Ends the work early.</summary>
    public CancellationToken CancellationToken => _options.CancellationToken;

    /// <summary>Which items the recipe has learned something from.</summary>
    internal RecipeStatistics Statistics { get; } = new();

    /// <summary>The last learner that was given to <see cref="Fit"/>; checks look at it.</summary>
    internal Learner? Learner { get; private set; }

    /// <summary>Where nothing is trained: whether the first fit is called, up to its first batch, so that all parameters are known.</summary>
    internal bool EntersFit { get; init; }

    /// <summary>The parameters that were asked for, with their values.</summary>
    internal IReadOnlyDictionary<string, string> Params => _params;

    internal RecipeParts Parts => _parts;

    /// <summary>How many epochs to train: what was asked for on the command line, or the recipe's own number.</summary>
    /// <param name="unlessTold">The recipe's own number.</param>
    public int Epochs(int unlessTold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unlessTold, 1);
        int epochs = _options.Epochs ?? (_options.Inherited.TryGetValue("epochs", out string? before) ? int.Parse(before, CultureInfo.InvariantCulture) : unlessTold);
        Note("epochs", epochs.ToString(CultureInfo.InvariantCulture));
        return epochs;
    }

    /// <summary>A parameter of the recipe: the value of <c>--set name=value</c>, or the recipe's own. All are asked for before the first batch, so that a misspelled name is seen before the work.</summary>
    /// <typeparam name="T">A number, a text or a truth value.</typeparam>
    /// <param name="name">Its name; parts such as <c>model.width</c> tell what kind of change another value is (M46).</param>
    /// <param name="unlessTold">The recipe's own value.</param>
    /// <exception cref="RecipeException">The value that was typed has another form, or the work has begun.</exception>
    public T Param<T>(string name, T unlessTold)
        where T : IParsable<T>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        T value = unlessTold;
        bool isTold = _options.Values.TryGetValue(name, out string? text) || _options.Inherited.TryGetValue(name, out text);
        if (isTold && !T.TryParse(text, CultureInfo.InvariantCulture, out value!))
        {
            throw new RecipeException(
                ExitCode.Usage, $"a value of type {typeof(T).Name} for parameter '{name}', such as {Text(unlessTold)}", $"'{text}'", $"--set {name}={text}", "correct the value");
        }

        Note(name, Text(value));
        return value;
    }

    /// <summary>Shows a line to whoever runs the recipe.</summary>
    /// <param name="line">The line.</param>
    public void Say(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        _options.Observer?.Said(line);
    }

    /// <summary>Loaders over a block of one's own: training, validation and test items of this run, with their ids and its seed.</summary>
    /// <param name="block">Its item is a position in <see cref="Items"/>; splitter and ids are filled in.</param>
    /// <param name="options">Sizes and threads; the seed is that of the run.</param>
    /// <exception cref="HoneDataException">An item is unusable; the message names it.</exception>
    public DataLoaders Loaders(DataBlock<int> block, DataLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(block);
        DataBlock<int> bound = block with { GetId = position => Items.Ids[position], Splitter = Splitter };
        return bound.DataLoaders([.. Enumerable.Range(0, Items.Ids.Count)], (options ?? new DataLoaderOptions()) with { Seed = Seed });
    }

    /// <summary>Loaders over the images of the project and their labels: a class, or a number where the metric is one of numbers.</summary>
    /// <param name="options">Transforms and sizes; its splitter is not used.</param>
    /// <exception cref="RecipeException">The data are no images with one label each.</exception>
    /// <exception cref="HoneDataException">An image is unusable; the message names it.</exception>
    public DataLoaders Images(ImageLoadersOptions? options = null)
    {
        options ??= new ImageLoadersOptions();
        if (Items.Paths is not { } paths || Items.Target is null || Items.Kind is DataKind.TextFolders)
        {
            throw new RecipeException(
                ExitCode.Usage,
                "images with one label each",
                $"data of kind {Items.Kind}{(Items.Target is null ? ", whose label is not one column" : "")}",
                "Recipe.Images",
                IsOfMasks ? "make the loaders with recipe.Masks" : "make a DataBlock<int> over positions in recipe.Items, and give it to recipe.Loaders");
        }

        FrameColumn labels = Items.Columns[Target];
        return Loaders(
            new DataBlock<int>
            {
                Input = new ImageBlock<int>(position => ImageFile.Read(paths[position]).Image, options.Mode),
                Target = ClassNames.Count > 0
                    ? new CategoryBlock<int>(position => labels.TextAt(position)!, ClassNames)
                    : new RegressionBlock<int>(position => (float[])[(float)ProjectDataset.Number(labels, position)]),
                ItemTransforms = options.ItemTransforms,
                BatchTransforms = options.BatchTransforms,
            },
            options.Loader);
    }

    /// <summary>The table of the project, prepared for nets and trees: what is learned about its columns comes from the training items of this run alone.</summary>
    /// <remarks>
    /// Unless told: the id column is left out, dates are taken apart, the target is a category where <see cref="ClassNames"/> has classes, and numbers are learned as log(1 + y) for the metric <c>rmsle</c>.
    /// </remarks>
    /// <param name="options">Columns and steps; splitter and kind of target are filled in. Null for the defaults.</param>
    /// <param name="drop">Columns not to learn from, with commas between them, such as those that tell the target; none unless told.</param>
    /// <exception cref="HoneDataException">A column does not exist or cannot be used; the message names it.</exception>
    public TabularData Table(TabularOptions? options = null, string drop = "")
    {
        string? id = Project.Data.Source.IdColumn;
        Frame table = options is null && id is not null && id != Target && Items.Columns.Contains(id) ? Items.Columns.Without(id) : Items.Columns;
        foreach (string name in drop.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            table = Dropped(table, name);
        }

        options ??= new TabularOptions
        {
            YNames = [Target],
            Dates = [.. table.Columns.Where(column => column.Kind == ColumnKind.Date).Select(column => new TabularDate(column.Name))],
            TargetScale = Project.Charter.Metric == "rmsle" ? TargetScale.Log1p : TargetScale.Linear,
        };
        var data = new TabularData(table, options with
        {
            Splitter = Splitter,
            Target = options.Target != TabularTarget.Inferred ? options.Target : ClassNames.Count > 0 ? TabularTarget.Category : TabularTarget.Regression,
        });
        Statistics.AddTable(data.Split.Train, data.Frame.RowCount, Items);
        return data;
    }

    private Frame Dropped(Frame table, string name) => table.Contains(name) && name != Target
        ? table.Without(name)
        : throw new HoneDataException(
            "Columns of the table beside the target to leave out.",
            name == Target ? $"'{name}', the target" : $"'{name}', which is no column",
            "Recipe.Table",
            $"choose among {string.Join(", ", table.Names.Where(column => column != Target).Take(20))}");

    /// <summary>
    /// Trains a net as a run: before the first batch its record and its hypothesis are on the disk; losses, metrics, checkpoints and progress follow. A recipe may have several fits. A
    /// check gets the learner of the first one as it is, and the recipe ends there.
    /// </summary>
    /// <param name="learner">The learner.</param>
    /// <param name="train">Trains it; hand the options to its fit.</param>
    /// <exception cref="RecipeException">A parameter was set that the recipe does not have.</exception>
    public void Fit(Learner learner, Action<FitOptions> train)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(train);
        Learner = learner;
        if (_training is not null)
        {
            Statistics.AddLearner(learner, Items);
            train(_training.FitOptions(this, learner));
        }
        else if (EntersFit)
        {
            train(new FitOptions { Callbacks = [new ReachedCallback(this)] });
        }
        else
        {
            throw new LearnerReadyException();
        }
    }

    /// <summary>Fits trees, or any model without batches, as a run.</summary>
    /// <typeparam name="TModel">What comes of it.</typeparam>
    /// <param name="fit">Fits; hand the options to the trees.</param>
    /// <exception cref="RecipeException">A parameter was set that the recipe does not have; or a check asks for a net.</exception>
    public TModel FitTrees<TModel>(Func<TreeFitOptions, TModel> fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        Begin(null);
        return _training is null
            ? throw new RecipeException(
                ExitCode.NotChecked, "a recipe that trains a net: a learner, given to recipe.Fit", "one that fits trees", _options.File ?? _options.Name, "checks of batches, gradients and learning rates are for nets")
            : fit(_training.TreeFitOptions());
    }

    /// <summary>The answer of a recipe that trained a net over <see cref="Loaders"/> or <see cref="Images"/>.</summary>
    /// <param name="learner">The trained learner.</param>
    /// <param name="tta">Test-time augmentation for validation and test items; null for none.</param>
    /// <param name="toUnits">
    /// Takes the position of an item and what the net says about it, and returns that in the units of the target columns, such as pixels of the picture for points that the net tells as
    /// shares of it; null where the net speaks in these units.
    /// </param>
    public RecipeModel Model(Learner learner, TtaOptions? tta = null, Func<int, float[], float[]>? toUnits = null)
    {
        ArgumentNullException.ThrowIfNull(learner);
        Learner = learner;
        Begin(learner);
        return new LearnerModel(learner, tta, toUnits);
    }

    /// <summary>The answer of a recipe that trained trees, or nets for tables, or several of them whose answers are averaged.</summary>
    /// <param name="predictor">The models, such as <c>TablePredictor.Of(data, new TreeMember(forest))</c>.</param>
    /// <param name="table">The rows that it predicts, in the order of <see cref="Items"/>; null stands for the columns of the items.</param>
    public RecipeModel Model(TablePredictor predictor, Frame? table = null)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        Begin(null);
        Statistics.AddTable(predictor.FittedRows, (table ?? Items.Columns).RowCount, Items);
        return new TableModel(predictor, table ?? Items.Columns);
    }

    /// <summary>The answer of any other recipe: a function from positions to outputs. Such a model has no file for <c>hone predict</c>.</summary>
    /// <param name="outputs">Takes positions in <see cref="Items"/>; returns <c>[items, outputs]</c>: probabilities in the order of <see cref="ClassNames"/>, or one number each.</param>
    public RecipeModel Predicts(Func<IReadOnlyList<int>, float[]> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Begin(null);
        return new FunctionModel(outputs);
    }

    /// <summary>The truth of some items, <c>[positions, targets]</c>: the number of a class, a value, or several values; null where the label is no column.</summary>
    internal double[]? TruthOf(IReadOnlyList<int> positions)
    {
        if (Items.Targets.Count > 1)
        {
            return Items.LabelNumbers([.. positions.Select(position => Items.Ids[position])]);
        }

        if (Items.Target is not string target)
        {
            return null;
        }

        FrameColumn column = Items.Columns[target];
        string[] names = [.. ClassNames];
        double[] truth = [.. positions.Select(position => names.Length > 0 ? Array.IndexOf(names, column.TextAt(position)) : ProjectDataset.Number(column, position))];
        int wrong = Array.FindIndex(truth, value => !double.IsFinite(value) || (names.Length > 0 && value < 0));
        return wrong < 0
            ? truth
            : throw new RecipeException(
                ExitCode.BadInput, "a label for each validation item", $"'{column.TextAt(positions[wrong])}' for item '{Items.Ids[positions[wrong]]}'", $"column '{target}'", "look at the column: hone data describe");
    }

    /// <summary>The work begins: every parameter was named, and the run is opened.</summary>
    internal void Begin(Learner? learner)
    {
        if (!_hasBegun)
        {
            RequireKnownValues();
            RequireMetric();
            _hasBegun = true;
        }

        _training?.Begin(this, learner);
    }

    /// <summary>Something is worth a thought; stays in the run.</summary>
    internal void Warn(string warning) => _training?.Warn(warning);

    // Every later step would refuse it too: better before the training than after it.
    private void RequireMetric()
    {
        if (IsOfMasks)
        {
            _ = ProjectMetric.Of(Project);
        }
    }

    private void Note(string name, string value)
    {
        if (_hasBegun && !_params.ContainsKey(name))
        {
            throw new RecipeException(
                ExitCode.Usage, "all parameters before the first batch, and before FitTrees: a run is written down with them", $"'{name}' after it", _options.File ?? _options.Name, "ask for it in a variable at the top of the recipe");
        }

        _params[name] = value;
    }

    private void RequireKnownValues()
    {
        string[] unknown = [.. _options.Values.Keys.Where(name => !_params.ContainsKey(name)).Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            string[] known = [.. _params.Keys.Where(name => name != "epochs")];
            throw new RecipeException(
                ExitCode.Usage,
                known.Length == 0 ? "no --set: the recipe has no parameters" : $"parameters that the recipe has: {string.Join(", ", known)}",
                string.Join(", ", unknown.Select(name => $"'{name}'")),
                _options.File ?? _options.Name,
                known.Length == 0 ? $"give it one: recipe.Param(\"{unknown[0]}\", ...)" : "correct the name");
        }
    }

    private static string Text<T>(T value) => value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";

    /// <summary>The same numbers for the same classes as the baseline ladder has.</summary>
    private static IReadOnlyList<string> ClassesOf(Project project, RecipeParts parts)
    {
        ProjectDataset items = parts.Items;
        bool isOfClasses = items.IsClassification || (items.Target is not null && ScoreMetric.Names.Contains(project.Charter.Metric) && ScoreMetric.Named(project.Charter.Metric).IsOfClasses);
        if (!isOfClasses)
        {
            return [];
        }

        string[] names = [.. ProjectDataset.Texts(items.Columns[items.Target!]).OfType<string>().Distinct(StringComparer.Ordinal)];
        bool areNumbers = Array.TrueForAll(names, name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        return areNumbers
            ? [.. names.OrderBy(name => double.Parse(name, CultureInfo.InvariantCulture))]
            : [.. names.Order(StringComparer.Ordinal)];
    }
}
