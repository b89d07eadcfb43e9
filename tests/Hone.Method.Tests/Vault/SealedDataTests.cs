using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method.Tests;

/// <summary>After sealing, nothing public of a project yields a test label: neither what can be reached from it, nor loaders over its data.</summary>
public sealed class SealedDataTests : IDisposable
{
    private const int Rows = 60;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_that_can_be_reached_from_a_project_holds_a_sealed_label(bool isClass)
    {
        (Project project, Split split) = Sealed(isClass);
        string[] hidden = [.. split.TestIndices.Select(row => LabelOf(row, isClass))];
        string[] shown = [.. split.TrainIndices.Concat(split.ValidIndices).Select(row => LabelOf(row, isClass))];

        string[] texts = [.. new PublicWalk().From(project, project.Data.Load(), DatasetDescription.Of(project.Data.Load()), project.Splits.Open("v1"), project.Runs.List())];

        // The walk sees labels at all: those of the other parts are there.
        Assert.All(shown, label => Assert.Contains(label, texts));
        Assert.All(hidden, label => Assert.DoesNotContain(texts, text => text.Contains(label, StringComparison.Ordinal)));
    }

    [Fact]
    public void Loaders_of_classes_cannot_deliver_a_sealed_one()
    {
        (Project project, Split split) = Sealed(isClass: true);
        ProjectDataset data = project.Data.Load();
        FrameColumn labels = data.Columns["y"];
        var target = new CategoryBlock<int>(row => labels.TextAt(row)!, data.ClassNames);
        HashSet<string> hidden = [.. split.TestIndices.Select(row => LabelOf(row, isClass: true))];

        DataLoaders loaders = Loaders(Block(data, target, split.TrainIndices, split.ValidIndices));
        HoneException smuggled = Assert.ThrowsAny<HoneException>(
            () => Loaders(Block(data, target, [.. split.TrainIndices, split.TestIndices[0]], split.ValidIndices)));

        Assert.Equal(split.ValidIndices.Count, Count(loaders.Valid));
        Assert.Contains(data.Ids[split.TestIndices[0]], smuggled.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(data.ClassNames, hidden.Contains);
    }

    [Fact]
    public void Loaders_of_values_cannot_deliver_a_sealed_one()
    {
        (Project project, Split split) = Sealed(isClass: false);
        ProjectDataset data = project.Data.Load();
        FrameColumn labels = data.Columns["y"];
        float[] values = [.. Enumerable.Range(0, Rows).Select(row => labels.IsMissing(row) ? float.NaN : float.Parse(labels.TextAt(row)!, CultureInfo.InvariantCulture))];
        var target = new RegressionBlock<int>(row => values.AsMemory(row, 1));

        DataLoaders loaders = Loaders(Block(data, target, split.TrainIndices, split.ValidIndices));
        float[] delivered = [.. Targets(loaders.Train.InOrder()), .. Targets(loaders.Valid)];
        HoneException smuggled = Assert.ThrowsAny<HoneException>(
            () => Loaders(Block(data, target, split.TrainIndices, [.. split.ValidIndices, split.TestIndices[0]])));

        Assert.Equal(split.TrainIndices.Count + split.ValidIndices.Count, delivered.Length);
        Assert.DoesNotContain(delivered, value => split.TestIndices.Any(row => value == (float)ValueOf(row)));
        Assert.Contains("NaN", smuggled.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loaders_of_masks_have_no_path_to_a_sealed_one()
    {
        Directory.CreateDirectory(_folder["set/images"]);
        Directory.CreateDirectory(_folder["set/masks"]);
        for (int row = 0; row < Rows; row++)
        {
            Png.Write(_folder[$"set/images/{row}.png"], new ImageData(4, 4, 1, [.. Enumerable.Repeat((byte)row, 16)]));
            Png.Write(_folder[$"set/masks/{row}.png"], new ImageData(4, 4, 1, [.. Enumerable.Repeat((byte)1, 16)]));
        }

        Project project = NewProject("mask", "iou");
        project.Data.Add(_folder["set"]);
        Split split = Freeze(project);
        ProjectDataset data = project.Data.Load();
        var images = new ImageBlock<int>(row => ImageFile.Read(data.Paths![row]).Image);
        var masks = new MaskBlock<int>(row => ImageFile.Read(data.MaskPaths![row]!).Image, ["no", "yes"]);
        int[] all = [.. Enumerable.Range(0, Rows)];
        DataLoaders Of(IReadOnlyList<int> valid) => new DataBlock<int> { GetId = row => data.Ids[row], Input = images, Target = masks, Splitter = new IndexSplitter(split.TrainIndices, valid) }
            .DataLoaders(all, new DataLoaderOptions { BatchSize = 64, Workers = 0 });

        Assert.Equal(split.ValidIndices.Count, Count(Of(split.ValidIndices).Valid));
        HoneException smuggled = Assert.ThrowsAny<HoneException>(() => Count(Of([split.TestIndices[0]]).Valid));
        Assert.Contains(data.Ids[split.TestIndices[0]], smuggled.Message, StringComparison.Ordinal);
        string[] hidden = [.. split.TestIndices.Select(row => data.Ids[row].Replace("images/", "masks/", StringComparison.Ordinal))];
        Assert.DoesNotContain(new PublicWalk().From(data), text => hidden.Any(path => text.EndsWith(path, StringComparison.Ordinal)));
    }

    private static DataBlock<int> Block(ProjectDataset data, Block<int> target, IReadOnlyList<int> train, IReadOnlyList<int> valid) => new()
    {
        GetId = row => data.Ids[row],
        Input = new VectorBlock<int>(row => new float[] { row }),
        Target = target,
        Splitter = new IndexSplitter(train, valid),
    };

    private static DataLoaders Loaders(DataBlock<int> block) => block.DataLoaders([.. Enumerable.Range(0, Rows)], new DataLoaderOptions { BatchSize = 7, Workers = 0 });

    private static float[] Targets(DataLoader loader)
    {
        var targets = new List<float>();
        foreach (Batch batch in loader.Read())
        {
            targets.AddRange(batch.Target!.ToArray<float>());
            batch.Release();
        }

        return [.. targets];
    }

    private static int Count(DataLoader loader)
    {
        int count = 0;
        foreach (Batch batch in loader.Read())
        {
            count += batch.Count;
            batch.Release();
        }

        return count;
    }

    // No text of a project holds these by chance.
    private static double ValueOf(int row) => 71234.5 + (1000 * row);

    private static string LabelOf(int row, bool isClass) => isClass ? $"label-of-{row}-" : ValueOf(row).ToString(CultureInfo.InvariantCulture);

    private (Project Project, Split Split) Sealed(bool isClass)
    {
        Project project = NewProject("y", isClass ? "accuracy" : "mae");
        var csv = new StringBuilder("id,x,y\n");
        for (int row = 0; row < Rows; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"r{row},{row % 7},{LabelOf(row, isClass)}\n");
        }

        File.WriteAllText(_folder["t.csv"], csv.ToString());
        project.Data.Add(_folder["t.csv"]);
        return (project, Freeze(project));
    }

    private Project NewProject(string target, string metric) => Method.Project.Create(
        _folder["p"], new Charter { Question = "?", Target = target, Metric = metric }, new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7 });

    private static Split Freeze(Project project)
    {
        SplitMaker.Plan(project, new() { PredictsFuture = false, SharesEntity = false });
        SplitMaker.Make(project, "v1", new() { Strategy = SplitStrategy.Hash, Options = new() { Fractions = new() { Valid = 0.2, Test = 0.2 }, Seed = 1 } });
        FrozenSplit split = project.Splits.Freeze("v1", project.Data.Manifest.Hash);
        project.Data.SealTest(split);
        return split.Split;
    }

    /// <summary>Follows every public property, every sequence and every public method without required parameters, and collects what they say.</summary>
    private sealed class PublicWalk
    {
        private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;

        private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

        public HashSet<string> From(params object[] roots)
        {
            foreach (object root in roots)
            {
                Visit(root, 0);
            }

            return _texts;
        }

        private void Visit(object? value, int depth)
        {
            const int Deepest = 12;
            switch (value)
            {
                case null:
                case Delegate or Type or Assembly:
                    return;
                case ClassShares:
                    // How often each class occurs in each part, as split.json has it: no item is named.
                    return;
                case string text:
                    _texts.Add(text);
                    return;
                case IFormattable number when value.GetType().IsPrimitive || value is decimal or DateTime or DateTimeOffset:
                    _texts.Add(number.ToString(null, CultureInfo.InvariantCulture));
                    return;
            }

            if (depth > Deepest || (!value.GetType().IsValueType && !_seen.Add(value)))
            {
                return;
            }

            if (value is FrameColumn column)
            {
                foreach (int row in Enumerable.Range(0, column.Count))
                {
                    Visit(column.TextAt(row), depth);
                }
            }

            if (value is IEnumerable sequence)
            {
                foreach (object? item in sequence)
                {
                    Visit(item, depth + 1);
                }
            }

            bool isOurs = value.GetType().Assembly.GetName().Name!.StartsWith("Hone", StringComparison.Ordinal);
            foreach (object? found in isOurs ? Members(value) : [])
            {
                Visit(found, depth + 1);
            }
        }

        private static IEnumerable<object?> Members(object value)
        {
            foreach (PropertyInfo property in value.GetType().GetProperties(Public).Where(property => property.GetIndexParameters().Length == 0 && property.CanRead && !property.PropertyType.IsByRefLike))
            {
                yield return Ask(() => property.GetValue(value));
            }

            foreach (MethodInfo method in value.GetType().GetMethods(Public | BindingFlags.DeclaredOnly))
            {
                ParameterInfo[] parameters = method.GetParameters();
                bool asks = !method.IsSpecialName && !method.ContainsGenericParameters && method.ReturnType != typeof(void) && !method.ReturnType.IsByRefLike && parameters.All(parameter => parameter.IsOptional && !parameter.ParameterType.IsByRef);
                if (asks)
                {
                    yield return Ask(() => method.Invoke(value, [.. parameters.Select(parameter => parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null))]));
                }
            }
        }

        // A member that refuses yields nothing; what its message says counts as said.
        private static object? Ask(Func<object?> ask)
        {
            try
            {
                return ask();
            }
            catch (TargetInvocationException error)
            {
                return error.InnerException!.Message;
            }
        }
    }
}
