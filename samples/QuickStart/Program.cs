using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Method;
using Hone.Nn;

ImageSet images = FashionMnist.LoadSample();
string[] ids = [.. Enumerable.Range(0, images.Count).Select(i => $"sample-{i:D5}")];
string[] classes = [.. images.Labels.Select(label => images.ClassNames[label])];
Split split = Split.Stratified(new() { Ids = ids, Classes = classes }, new() { Fractions = new() { Valid = 0.15, Test = 0.15 }, Seed = 42 });
DataBlock<int> block = ImageBlocks.FromSet(images) with
{
    Splitter = new IndexSplitter(split.TrainIndices, split.ValidIndices, split.TestIndices),
    BatchTransforms = [new RandomFlip(), new RandomCropPad(1), new RandomErasing(), new Normalize()],
};
DataLoaders data = block.DataLoaders(ImageBlocks.Positions(images));
var learner = new Learner(data, SmallResNet.Create().Initialize(seed: 42), new() { Metrics = [new Accuracy()] });
learner.FitOneCycle(epochs: args.Length > 0 ? int.Parse(args[0]) : 25, lrMax: learner.LrFind().Minimum);
Console.WriteLine(learner.Recorder);
