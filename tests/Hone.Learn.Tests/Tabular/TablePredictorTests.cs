using System.IO.Compression;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Models of tables in files: the same answers, and clear words about rows that training did not have.</summary>
public sealed class TablePredictorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Model => Path.Combine(_folder.Root, "model.hone");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trees_answer_with_the_same_bits_after_saving_and_loading()
    {
        (Frame frame, TabularData data) = Colors();
        FeatureMatrix train = data.ToMatrix(data.Split.Train);
        int[] labels = Array.ConvertAll(data.Targets(data.Split.Train), label => (int)label);
        TreeData trees = TreeData.FromColumns(train.Columns, new() { Names = train.Names, Categorical = [0, 1] });
        TreeClassifier[] models =
        [
            RandomForestClassifier.Fit(trees, labels, new() { Trees = 5 }),
            HistGradientBoostingClassifier.Fit(trees, labels, new() { MaxIterations = 5, MinSamplesLeaf = 2 }),
        ];
        Frame rows = frame.Take([.. data.Split.Valid]);
        FeatureMatrix valid = data.ToMatrix(data.Split.Valid);
        foreach (TreeClassifier model in models)
        {
            model.ExportTable(data, Model);
            TablePredictor loaded = TablePredictor.Load(Model);
            Assert.Equal(model.PredictProbabilities(TreeData.FromColumns(valid.Columns)), loaded.Predict(rows).Outputs.ToArray());
            Assert.Equal(data.Vocab, loaded.Vocab);
            byte[] bytes = File.ReadAllBytes(Model);
            loaded.Save(Model);
            Assert.Equal(bytes, File.ReadAllBytes(Model));
        }
    }

    [Fact]
    public void A_net_answers_as_its_learner_does()
    {
        (Frame frame, TabularData data) = Colors();
        Learner learner = TabularLearner.Create(data, new() { Loaders = new() { BatchSize = 16, Workers = 0 }, Model = new() { Layers = [8], Dropouts = [0.1], EmbeddingDropout = 0.1 } });
        learner.FitOneCycle(2, 1e-2);
        float[] expected = learner.GetPreds().Outputs.ToArray();
        learner.ExportTable(data, Model);
        TablePredictions answers = TablePredictor.Load(Model).Predict(frame.Take([.. data.Split.Valid]));
        Assert.Equal(data.Split.Valid.Count, answers.Count);
        Assert.All(expected.Zip(answers.Outputs.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.All(answers, answer => Assert.Equal(answer.Outputs.Max(), answer.Probability));
        learner.Fit(1, new FitOptions { LearningRate = 1e-3 });
    }

    [Fact]
    public void A_file_does_not_grow_with_the_rows_of_its_table()
    {
        long[] lengths = [.. new[] { 200, 4000 }.Select(rows =>
        {
            Frame frame = Frame.ParseCsv("kind,size,y\n" + string.Concat(Enumerable.Range(0, rows).Select(i => FormattableString.Invariant($"k{i % 5},{i % 97},{(i % 5) + (i % 97 / 10.0)}\n"))));
            var data = new TabularData(frame, new TabularOptions { YNames = ["y"], CatNames = ["kind"], ContNames = ["size"] });
            TabularLearner.Create(data, new() { Model = new() { Layers = [8] } }).ExportTable(data, Model);
            return new FileInfo(Model).Length;
        })];
        Assert.InRange(lengths[1] - lengths[0], -64, 64);
    }

    [Fact]
    public void Several_models_answer_with_the_mean_of_their_answers()
    {
        (Frame frame, TabularData data) = Numbers(TargetScale.Linear);
        FeatureMatrix train = data.ToMatrix(data.Split.Train);
        double[] y = Array.ConvertAll(data.Targets(data.Split.Train), target => (double)target);
        TreeData trees = TreeData.FromColumns(train.Columns, new() { Names = train.Names });
        TableMember forest = new TreeMember(RandomForestRegressor.Fit(trees, y, new() { Trees = 3 }));
        TableMember stump = new TreeMember(DecisionTreeRegressor.Fit(TreeData.FromColumns([train.Columns[1]], new() { Names = [train.Names[1]] }), y, new() { MaxDepth = 1 }));
        TableMember net = new NetMember(TabularLearner.Create(data).Model, new NetAnswer { Scale = 3, Offset = 50, Low = 49.99, High = 50.01 });
        Frame rows = frame.Take([.. data.Split.Valid]);
        double[][] each = [.. ((TableMember[])[forest, stump, net]).Select(member => TablePredictor.Of(data, member).Predict(rows).Outputs.ToArray())];
        Assert.All(each[2], value => Assert.InRange(value, 49.99, 50.01));
        TablePredictor.Of(data, forest, stump, net).Save(Model);
        double[] mean = TablePredictor.Load(Model).Predict(rows).Outputs.ToArray();
        for (int i = 0; i < mean.Length; i++)
        {
            Assert.Equal((each[0][i] + each[1][i] + each[2][i]) / 3, mean[i], 1e-12);
        }
    }

    [Fact]
    public void Targets_that_are_learned_as_logarithms_are_answered_in_their_own_units()
    {
        (Frame frame, TabularData data) = Numbers(TargetScale.Log1p);
        int[] train = [.. data.Split.Train];
        float[] y = data.Targets(train);
        Assert.Equal(Math.Log(1 + frame.NumberColumn("price")[train[0]]), y[0], 1e-5);
        FeatureMatrix features = data.ToMatrix(train);
        DecisionTreeRegressor tree = DecisionTreeRegressor.Fit(TreeData.FromColumns(features.Columns, new() { Names = features.Names }), Array.ConvertAll(y, value => (double)value));
        tree.ExportTable(data, Model);
        TablePredictions answers = TablePredictor.Load(Model).Predict(frame.Take(train));
        for (int i = 0; i < train.Length; i++)
        {
            Assert.Equal(frame.NumberColumn("price")[train[i]], answers[i].Number, 1e-3);
        }

        Assert.Contains("-2 in row", Assert.Throws<HoneDataException>(() => new TabularData(Frame.ParseCsv("a,y\n1.5,3\n2.5,-2\n3.5,1\n4.5,2\n"), new() { YNames = ["y"], TargetScale = TargetScale.Log1p, Splitter = new IndexSplitter([0, 1, 2], [3]) })).Message);
    }

    [Fact]
    public void Dates_are_taken_apart_and_mean_targets_kept_in_the_file()
    {
        string text = "when,shop,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"2024-0{(i % 9) + 1}-1{i % 7} 0{i % 10}:30,s{i % 8},{i % 9}.5\n"));
        Frame frame = Frame.ParseCsv(text);
        var data = new TabularData(frame, new()
        {
            YNames = ["y"],
            Dates = [new TabularDate("when", Time: true)],
            Procs = [new TargetEncoding(["shop"]), new Categorify(), new FillMissing(), new NormalizeColumns()],
        });
        Assert.Contains("whenHour", data.Names.Categorical);
        Assert.Contains("shop_target", data.Names.Continuous);
        FeatureMatrix train = data.ToMatrix(data.Split.Train);
        DecisionTreeRegressor tree = DecisionTreeRegressor.Fit(TreeData.FromColumns(train.Columns, new() { Names = train.Names }), Array.ConvertAll(data.Targets(data.Split.Train), value => (double)value));
        tree.ExportTable(data, Model);
        TablePredictor loaded = TablePredictor.Load(Model);
        Assert.Equal([new RawColumn("when", ColumnKind.Date), new RawColumn("shop", ColumnKind.Text)], loaded.Columns);
        string csv = _folder.File("rows.csv", System.Text.Encoding.UTF8.GetBytes(text));
        Frame rows = loaded.ReadCsv(csv).Take([.. data.Split.Valid]);
        FeatureMatrix valid = data.ToMatrix(data.Split.Valid);
        Assert.Equal(tree.Predict(TreeData.FromColumns(valid.Columns)), loaded.Predict(rows).Outputs.ToArray());
    }

    [Fact]
    public void Ratings_are_predicted_for_users_and_items_that_nobody_knows()
    {
        Frame ratings = Frame.ParseCsv("user,item,rating\n" + string.Concat(Enumerable.Range(0, 80).Select(i => $"u{i % 9},i{i % 7},{(i % 5) + 1}\n")));
        var data = new CollabData(ratings);
        Learner learner = CollabLearner.Create(data, new() { Factors = 3, YRange = new SigmoidRange(0, 5.5) });
        learner.FitOneCycle(2, 1e-2);
        float[] expected = learner.GetPreds().Outputs.ToArray();
        learner.ExportTable(data.Table, Model);
        TablePredictor loaded = TablePredictor.Load(Model);
        double[] answers = loaded.Predict(ratings.Take([.. data.Table.Split.Valid])).Outputs.ToArray();
        Assert.All(expected.Zip(answers), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        TablePredictions strange = loaded.Predict(Frame.ParseCsv("user,item\nu1,nothing\nnobody,i1\nnobody,nothing\n"));
        Assert.All(strange, answer => Assert.InRange(answer.Number, 0, 5.5));
        Assert.Equal([("user", 2), ("item", 2)], strange.Report.Notes.Select(note => (note.Column, note.Count)));
    }

    [Fact]
    public void What_training_did_not_have_is_counted_and_what_is_missing_is_an_error()
    {
        TablePredictor predictor = Tree();
        TablePredictions answers = predictor.Predict(Frame.ParseCsv("color,shape,size,extra\nviolet,,1.5,x\nred,round,inf,y\nred,flat,,z\n"));
        Assert.Equal(3, answers.Count);
        string report = answers.Report.ToString();
        Assert.Contains("extra: not among the columns that were learned from; left out (3 rows)", report);
        Assert.Contains("size: infinite, taken as missing (1 rows)", report);
        Assert.Contains("size: missing, though no training row lacks it; replaced by", report);
        Assert.Contains("shape: missing, though no training row lacks it; taken as #na# (1 rows)", report);
        Assert.Contains("color: category not in the training rows, replaced by #na# (1 rows, such as \"violet\")", report);
        Assert.Equal(5, answers.Report.Notes.Count);
        Assert.Empty(predictor.Predict(Frame.ParseCsv("color,shape,size,y\nred,flat,1.5,yes\n")).Report.Notes);

        Assert.Contains("1 missing: shape", Assert.Throws<HoneDataException>(() => predictor.Predict(Frame.ParseCsv("color,size\nred,1\n"))).Message);
        Assert.Contains("0 rows", Assert.Throws<HoneDataException>(() => predictor.Predict(Frame.ParseCsv("color,shape,size\n"))).Message);
        string big = Assert.Throws<HoneDataException>(() => predictor.Predict(Frame.ParseCsv("color,shape,size\nred,flat,big\n"))).Message;
        Assert.Contains("Column size holds values of kind Number", big);
        Assert.Contains("\"big\" in row 0", big);
    }

    [Fact]
    public void A_file_is_read_in_the_kinds_of_the_training_rows()
    {
        TablePredictor predictor = Tree();
        string lacking = _folder.File("lacking.csv", "color,size\nred,1\n"u8.ToArray());
        Assert.Contains("1 missing: shape", Assert.Throws<HoneDataException>(() => predictor.ReadCsv(lacking)).Message);
        string codes = _folder.File("codes.csv", "color,shape,size\n12,flat,3\n"u8.ToArray());
        Frame rows = predictor.ReadCsv(codes);
        Assert.Equal((ColumnKind.Text, ColumnKind.Number), (rows["color"].Kind, rows["size"].Kind));
        string bad = _folder.File("bad.csv", "color,shape,size\nred,flat,3\nred,flat,wide\n"u8.ToArray());
        string message = Assert.Throws<HoneDataException>(() => predictor.ReadCsv(bad)).Message;
        Assert.Contains("\"wide\"", message);
        Assert.Contains("row 3", message);
        Assert.Contains("bad.csv", message);
    }

    [Fact]
    public void Models_that_do_not_belong_to_the_table_are_refused()
    {
        (_, TabularData data) = Colors();
        (_, TabularData other) = Numbers(TargetScale.Linear);
        FeatureMatrix train = other.ToMatrix(other.Split.Train);
        DecisionTreeRegressor tree = DecisionTreeRegressor.Fit(TreeData.FromColumns(train.Columns, new() { Names = train.Names }), Array.ConvertAll(other.Targets(other.Split.Train), value => (double)value));
        Assert.Contains("others: kind, area", Assert.Throws<HoneException>(() => TablePredictor.Of(data, new TreeMember(tree))).Message);
        DecisionTreeClassifier classifier = DecisionTreeClassifier.Fit(TreeData.FromColumns([train.Columns[1]], new() { Names = ["area"] }), [.. Enumerable.Range(0, train.RowCount).Select(i => i % 3)]);
        Assert.Contains("with 3 classes", Assert.Throws<HoneException>(() => TablePredictor.Of(other, new TreeMember(classifier))).Message);
        var narrow = new TabularModel([new(2, 2), new(2, 2)], 1, 2).Initialize(1);
        Assert.Contains("2 categorical and 1 continuous", Assert.Throws<HoneException>(() => TablePredictor.Of(data, new NetMember(narrow))).Message);
        var wide = new TabularModel([.. data.Names.Categorical.Select(name => EmbeddingSize.Rule(data.Classes(name).Count))], 1, 5).Initialize(1);
        Assert.Contains("got: 5", Assert.Throws<HoneException>(() => TablePredictor.Of(data, new NetMember(wide))).Message);
        Assert.Contains("none", Assert.Throws<HoneException>(() => TablePredictor.Of(data)).Message);
        Assert.Contains("low 2, high 1", Assert.Throws<HoneException>(() => new NetMember(wide, new NetAnswer { Low = 2, High = 1 })).Message);
    }

    [Fact]
    public void A_changed_or_foreign_file_is_named_as_such()
    {
        Tree().Save(Model);
        Assert.True(TablePredictor.IsTable(Model));
        Assert.Contains("hone-table", Assert.Throws<HoneFormatException>(() => Predictor.Load(Model)).Message);
        Assert.Contains("TablePredictor.Load", Assert.Throws<HoneFormatException>(() => Predictor.Load(Model)).Message);
        string trees = Path.Combine(_folder.Root, "trees.hone");
        ((TreeMember)TablePredictor.Load(Model).Members[0]).Model.Save(trees);
        Assert.False(TablePredictor.IsTable(trees));
        Assert.Contains("ExportTable", Assert.Throws<HoneFormatException>(() => TablePredictor.Load(trees)).Message);
        Assert.Contains("no such file", Assert.Throws<HoneDataException>(() => TablePredictor.Load(Model + "x")).Message);
        Assert.False(TablePredictor.IsTable(Model + "x"));

        Rewrite(json => json.Replace("\"Categorify\"", "\"RunThis\"", StringComparison.Ordinal));
        Assert.Contains("\"RunThis\"", Assert.Throws<HoneFormatException>(() => TablePredictor.Load(Model)).Message);
        Tree().Save(Model);
        Rewrite(json => json.Replace("\"formatVersion\": 1", "\"formatVersion\": 7", StringComparison.Ordinal));
        Assert.Contains("version 7", Assert.Throws<HoneFormatException>(() => TablePredictor.Load(Model)).Message);
        Tree().Save(Model);
        Rewrite(json => json.Replace("\"blue\"", "\"green\"", StringComparison.Ordinal));
        Assert.Contains("\"green\" twice", Assert.Throws<HoneFormatException>(() => TablePredictor.Load(Model)).Message);
    }

    [Fact]
    [Trait(Fuzzer.Category, Fuzzer.Fuzz)]
    public void A_damaged_file_costs_an_error_and_nothing_else()
    {
        Tree().Save(Model);
        byte[] seed = File.ReadAllBytes(Model);
        Frame rows = Frame.ParseCsv("color,shape,size\nred,flat,3\n");
        Fuzzer.Run("tables", 200, [seed], Fuzzer.Mutate, bytes =>
        {
            File.WriteAllBytes(Model, bytes);
            TablePredictor predictor = TablePredictor.Load(Model);
            try
            {
                return Array.ConvertAll(predictor.Predict(rows).Outputs.ToArray(), value => (byte)(value * 100));
            }
            catch (HoneDataException)
            {
                // A sound file for another table, one letter of a column's name away: these rows do not fit it.
                return [];
            }
        });
    }

    private void Rewrite(Func<string, string> change)
    {
        using ZipArchive archive = ZipFile.Open(Model, ZipArchiveMode.Update);
        string json;
        using (var reader = new StreamReader(archive.GetEntry("model.json")!.Open()))
        {
            json = reader.ReadToEnd();
        }

        archive.GetEntry("model.json")!.Delete();
        using var writer = new StreamWriter(archive.CreateEntry("model.json", CompressionLevel.NoCompression).Open());
        writer.Write(change(json));
    }

    private static TablePredictor Tree()
    {
        (_, TabularData data) = Colors();
        FeatureMatrix train = data.ToMatrix(data.Split.Train);
        int[] labels = Array.ConvertAll(data.Targets(data.Split.Train), label => (int)label);
        return TablePredictor.Of(data, new TreeMember(DecisionTreeClassifier.Fit(TreeData.FromColumns(train.Columns, new() { Names = train.Names }), labels)));
    }

    /// <summary>Two columns of words, one of numbers without gaps, and a word to predict.</summary>
    private static (Frame Frame, TabularData Data) Colors()
    {
        string[] colors = ["red", "green", "blue"];
        Frame frame = Frame.ParseCsv("color,shape,size,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{colors[i % 3]},{(i % 4 == 0 ? "round" : "flat")},{i * 7 % 31}.5,{(i % 3 == 1 || i % 5 == 0 ? "yes" : "no")}\n")));
        return (frame, new TabularData(frame, new() { YNames = ["y"] }));
    }

    /// <summary>Prices by kind and area.</summary>
    private static (Frame Frame, TabularData Data) Numbers(TargetScale scale)
    {
        Frame frame = Frame.ParseCsv("kind,area,price\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"k{i % 3},{i}.25,{(i * 2) + (i % 3)}.5\n")));
        return (frame, new TabularData(frame, new() { YNames = ["price"], TargetScale = scale }));
    }
}
