// Points in images, such as key points of faces: a small residual net, from scratch.
//
//   hone train recipes/points.cs --dry                                     one batch through everything
//   hone train recipes/points.cs --subset 20% --no-hypothesis              a quick look
//   hone train recipes/points.cs -H "..." --expect "mae < base - 0.1"      a run that can surprise you
//
// The target columns are x and y of each point in turn, in pixels. Change one thing at a time, and let the runs tell what it was worth.
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Method;
using Hone.Nn;

return ProjectRecipe.Run(args, recipe =>
{
    int size = recipe.Param("size", 96);
    int batch = recipe.Param("batch", 64);
    int width = recipe.Param("model.width", 32);
    double lr = recipe.Param("lr", 3e-3);
    int epochs = recipe.Epochs(25);

    // 1. The images and their points. The net sees points as shares of the image, -1 to 1, and an image that is turned or enlarged takes its points along.
    //    No mirror images: a left eye would become a right one.
    ProjectDataset items = recipe.Items;
    ImageInfo[] sizes = [.. items.Paths!.Select(path => ImageFile.Identify(path))];
    DataLoaders data = recipe.Loaders(
        new DataBlock<int>
        {
            Input = new ImageBlock<int>(item => ImageFile.Read(items.Paths![item]).Image),
            Target = new PointBlock<int>(item => new PointsPart(items.NumbersOf(item), sizes[item].Width, sizes[item].Height)),
            ItemTransforms = [new Resize(size, ResizeMethod.Squish)],
            BatchTransforms = [.. AugTransforms.Create(new() { DoFlip = false, MaxRotate = 15, MaxZoom = 1.2f, MaxWarp = 0 }), new Normalize()],
        },
        new() { BatchSize = batch });

    // 2. Blocks that halve the image four times, then a linear layer over all its places: a mean over them would forget where things are.
    int places = (size + 15) / 16;
    var net = new Sequential(
        new ConvLayer(3, width, new() { Stride = 2 }),
        new ResBlock(width, 2 * width, new() { Stride = 2 }),
        new ResBlock(2 * width, 4 * width, new() { Stride = 2 }),
        new ResBlock(4 * width, 8 * width, new() { Stride = 2 }), // [batch, 8 width, places, places]
        new Flatten(),
        new Dropout(0.2),
        new Linear(8 * width * places * places, items.Targets.Count));
    var learner = new Learner(data, net.Initialize(recipe.Seed), new() { Metrics = [new Rmse()] });
    recipe.Fit(learner, fit => learner.FitOneCycle(epochs, lr, fit));

    // 3. The answers in pixels, as the columns have them.
    return recipe.Model(learner, toUnits: (item, said) =>
        [.. said.Select((share, i) => (share + 1) / 2 * (i % 2 == 0 ? sizes[item].Width : sizes[item].Height))]);
});
