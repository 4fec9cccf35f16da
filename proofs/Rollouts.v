(* Majority votes of any number of rollouts, over any finite answer type.

   law pi y            == the probability of the N rollouts y, drawn alone
   votes y a           == how many of them answer a
   wins c a            == the chance that a is the label when the votes are c:
                          a is drawn evenly among the most frequent answers
   label_share pi N a  == P(the label of N rollouts is a)
   vote_mean pi n a    == the expected vote reward of a rollout that answers a,
                          voting with n others: P(the label is a)
   trade a b x         == b for a, a for b, x for any other answer
   swap a b y          == the rollouts y with the answers a and b exchanged
   law_swap            == law y = law (swap y) (pi a / pi b)^(n_a - n_b)
   label_share_lt      == a more probable answer is the label more often  (T29)
   vote_mean_lt        == and earns more, with one other voter at least   (T28)
   vote_fails          == the label is not a with a probability of at most
                          sum_j (1 - (sqrt pi_a - sqrt pi_j)^2)^N         (T30)
   vote_mean_lim       == with ever more other voters the reward tends to 1 for
                          the mode and to 0 for the others               (T28)
   best_of             == a given answer is among N rollouts with probability
                          1 - (1 - pi m)^N: best of N, for the mode      (T48)
   enough_votes        == a number of rollouts that makes it delta        (T30) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Rollouts.

Variable A : finType.

Definition trade (a b x : A) : A := if x == a then b else if x == b then a else x.

Lemma tradeL a b : trade a b a = b.
Proof. by rewrite /trade eqxx. Qed.

Lemma tradeR a b : trade a b b = a.
Proof. by rewrite /trade; case: (b =P a) => [->|_] //; rewrite eqxx. Qed.

Lemma tradeD a b x : x != a -> x != b -> trade a b x = x.
Proof. by rewrite /trade => /negbTE -> /negbTE ->. Qed.

Lemma tradeK a b : involutive (trade a b).
Proof.
move=> x; case: (x =P a) => [->|/eqP xa]; first by rewrite tradeL tradeR.
case: (x =P b) => [->|/eqP xb]; first by rewrite tradeR tradeL.
by rewrite !tradeD.
Qed.

Definition wins (c : A -> nat) (a : A) : R :=
  if [forall b, (c b <= c a)%N]
  then / INR #|[set x | [forall b, (c b <= c x)%N]]| else 0.

Lemma tied_gt0 (c : A -> nat) a : [forall b, (c b <= c a)%N] ->
  1 <= INR #|[set x | [forall b, (c b <= c x)%N]]|.
Proof.
move=> top_a; have : (0 < #|[set x | [forall b, (c b <= c x)%N]]|)%N.
  by apply/card_gt0P; exists a; rewrite inE.
by move/ltP/le_INR.
Qed.

Lemma wins_ge0 c a : 0 <= wins c a.
Proof.
rewrite /wins; case: ifPn => [/tied_gt0 tied|_]; last exact: Rle_refl.
by left; apply: Rinv_0_lt_compat; lra.
Qed.

Lemma wins_le1 c a : wins c a <= 1.
Proof.
rewrite /wins; case: ifPn => [/tied_gt0 tied|_]; last by lra.
by rewrite -[X in _ <= X]Rinv_1; apply: Rinv_le_contravar; lra.
Qed.

Lemma wins_ext c d a : c =1 d -> wins c a = wins d a.
Proof.
move=> cd; rewrite /wins.
have top x : [forall b, (c b <= c x)%N] = [forall b, (d b <= d x)%N].
  by apply: eq_forallb => b; rewrite !cd.
rewrite top; congr (if _ then / INR _ else _).
by apply: eq_card => x; rewrite !inE top.
Qed.

Lemma wins_involutive c (s : A -> A) a : involutive s ->
  wins (fun b => c (s b)) a = wins c (s a).
Proof.
move=> sK; rewrite /wins.
have top x : [forall b, (c (s b) <= c (s x))%N] = [forall b, (c b <= c (s x))%N].
  apply/forallP/forallP => top b; last exact: top.
  by have := top (s b); rewrite sK.
rewrite top; congr (if _ then / INR _ else _).
rewrite -(card_preimset [set x | [forall b, (c b <= c x)%N]] (inv_inj sK)).
by apply: eq_card => x; rewrite !inE top.
Qed.

(* An answer with more votes than every other is the label. *)
Lemma wins_alone c a : (forall b, b != a -> (c b < c a)%N) -> wins c a = 1.
Proof.
move=> lead; have top : [forall b, (c b <= c a)%N].
  by apply/forallP => b; case: (b =P a) => [->|/eqP /lead /ltnW].
rewrite /wins top; have -> : [set x | [forall b, (c b <= c x)%N]] = [set a].
  apply/setP => x; rewrite !inE; case: (x =P a) => [->|/eqP /lead lt] //.
  by apply/negbTE/negP => /forallP /(_ a); rewrite leqNgt lt.
by rewrite cards1 /= Rinv_1.
Qed.

Lemma wins_behind c a b : (c a < c b)%N -> wins c a = 0.
Proof.
move=> lt; rewrite /wins ifF //.
by apply/negbTE/negP => /forallP /(_ b); rewrite leqNgt lt.
Qed.

Lemma wins_tied c a b : a != b -> c a = c b -> wins c a <= / 2.
Proof.
move=> neq tie; rewrite /wins; case: ifPn => [top|_]; last by lra.
have two : (1 < #|[set x | [forall b, (c b <= c x)%N]]|)%N.
  rewrite (cardsD1 a) (cardsD1 b) !inE top eq_sym neq /= ltnS.
  suff -> : [forall b0, (c b0 <= c b)%N] by [].
  by rewrite -tie.
apply: Rinv_le_contravar; first lra.
by move/ltP/le_INR: two; rewrite /=; lra.
Qed.

Variable N : nat.
Implicit Types y : {ffun 'I_N -> A}.

Definition votes y (a : A) : nat := #|[set i | y i == a]|.

Definition law (pi : A -> R) y : R := \big[Rmult/1]_(i < N) pi (y i).

Definition swap a b y : {ffun 'I_N -> A} := [ffun i => trade a b (y i)].

Definition label_share (pi : A -> R) (a : A) : R :=
  \sum_(y : {ffun 'I_N -> A}) (law pi y * wins (votes y) a).

Definition vote_mean (pi : A -> R) (a : A) : R :=
  \sum_(y : {ffun 'I_N -> A}) (law pi y * wins (fun b => (b == a) + votes y b)%N a).

Lemma law_gt0 pi y : policy pi -> 0 < law pi y.
Proof.
move=> [pi_gt0 _]; apply: (big_ind (fun x => 0 < x)) => //.
- exact: Rlt_0_1.
- exact: Rmult_lt_0_compat.
Qed.

Lemma law_sum1 pi : policy pi -> \sum_(y : {ffun 'I_N -> A}) law pi y = 1.
Proof.
move=> [_ sum1]; rewrite /law -(bigA_distr_bigA (fun=> pi)).
rewrite (eq_bigr (fun=> 1)) => [|i _]; last exact: sum1.
by rewrite big1.
Qed.

Lemma swapK a b : involutive (swap a b).
Proof. by move=> y; apply/ffunP => i; rewrite !ffunE tradeK. Qed.

Lemma votes_swap a b y x : votes (swap a b y) x = votes y (trade a b x).
Proof.
apply: eq_card => i; rewrite !inE ffunE.
by apply/eqP/eqP => [<-|->]; rewrite tradeK.
Qed.

Lemma prod_votes (x : R) y a :
  \big[Rmult/1]_(i < N) (if y i == a then x else 1) = x ^ votes y a.
Proof.
rewrite -big_mkcond /= big_const /votes cardsE.
by elim: #|_| => //= n ->.
Qed.

Lemma prod_pair (x : R) y a b : a != b ->
  \big[Rmult/1]_(i < N) (if y i == a then x else if y i == b then / x else 1)
  = x ^ votes y a * (/ x) ^ votes y b.
Proof.
move=> neq; rewrite -!prod_votes -big_split /=; apply: eq_bigr => i _.
case: (y i =P a) => [->|_]; first by rewrite (negbTE neq) Rmult_1_r.
by rewrite Rmult_1_l.
Qed.

Lemma pow_pair (x : R) (n d : nat) : 0 < x -> x ^ (n + d) * (/ x) ^ n = x ^ d.
Proof.
move=> x_gt0; rewrite pow_add pow_inv.
by field; apply: pow_nonzero; lra.
Qed.

Lemma law_swap pi y a b : policy pi -> a != b ->
  law pi y = law pi (swap a b y)
             * ((pi a / pi b) ^ votes y a * (/ (pi a / pi b)) ^ votes y b).
Proof.
move=> [pi_gt0 _] neq; rewrite -prod_pair // /law -big_split /=.
apply: eq_bigr => i _; rewrite ffunE; have a_gt0 := pi_gt0 a; have b_gt0 := pi_gt0 b.
case: (y i =P a) => [->|/eqP ya]; first by rewrite tradeL; field; lra.
case: (y i =P b) => [->|/eqP yb]; first by rewrite tradeR; field; lra.
by rewrite tradeD ?Rmult_1_r //; apply/eqP.
Qed.

Lemma law_swap_le pi y a b : policy pi -> a != b -> pi b < pi a ->
  (votes y b <= votes y a)%N -> law pi (swap a b y) <= law pi y.
Proof.
move=> pi_policy neq lt le; have [pi_gt0 _] := pi_policy.
have x_gt1 : 1 < pi a / pi b.
  have b_gt0 := pi_gt0 b; apply: (Rmult_lt_reg_r (pi b)) => //.
  by rewrite /Rdiv Rmult_assoc Rinv_l; lra.
rewrite [X in _ <= X](law_swap y pi_policy neq) -(subnKC le) pow_pair; last lra.
have := pow_R1_Rle _ (votes y a - votes y b) (Rlt_le _ _ x_gt1).
by have := law_gt0 (swap a b y) pi_policy => *; nra.
Qed.

Lemma law_swap_lt pi y a b : policy pi -> a != b -> pi b < pi a ->
  (votes y b < votes y a)%N -> law pi (swap a b y) < law pi y.
Proof.
move=> pi_policy neq lt lt_votes; have [pi_gt0 _] := pi_policy.
have x_gt1 : 1 < pi a / pi b.
  have b_gt0 := pi_gt0 b; apply: (Rmult_lt_reg_r (pi b)) => //.
  by rewrite /Rdiv Rmult_assoc Rinv_l; lra.
rewrite [X in _ < X](law_swap y pi_policy neq) -(subnKC (ltnW lt_votes)) pow_pair; last lra.
have d_gt0 : (0 < votes y a - votes y b)%coq_nat by apply/ltP; rewrite subn_gt0.
have := Rlt_pow_R1 _ _ x_gt1 d_gt0.
by have := law_gt0 (swap a b y) pi_policy => *; nra.
Qed.

Lemma all_votes (a b : A) : a != b ->
  votes [ffun=> a] a = N /\ votes [ffun=> a] b = 0%N.
Proof.
move=> neq; split.
  rewrite -[RHS]card_ord; apply: eq_card => i; rewrite !inE ffunE.
  by rewrite eqxx.
by apply: eq_card0 => i; rewrite !inE ffunE (negbTE neq).
Qed.

Theorem label_share_lt pi a b : policy pi -> (0 < N)%N -> pi b < pi a ->
  label_share pi b < label_share pi a.
Proof.
move=> pi_policy N_gt0 lt; have neq : a != b by apply/eqP => ab; move: lt; rewrite ab; lra.
have -> : label_share pi b
          = \sum_(y : {ffun 'I_N -> A}) (law pi (swap a b y) * wins (votes y) a).
  rewrite /label_share (reindex_inj (inv_inj (swapK a b))) /=.
  apply: eq_bigr => y _; congr (_ * _).
  rewrite (wins_ext b (votes_swap a b y)) (wins_involutive _ _ (tradeK a b)).
  by rewrite tradeR.
apply: (sum_lt (b := [ffun=> a])) => // [y _|].
  case: (leqP (votes y b) (votes y a)) => [le|behind].
    by apply: Rmult_le_compat_r; [exact: wins_ge0|exact: law_swap_le].
  by rewrite (wins_behind behind) !Rmult_0_r; exact: Rle_refl.
have [va vb] := all_votes neq.
rewrite (wins_alone (a := a)) ?Rmult_1_r.
  by apply: law_swap_lt => //; rewrite va vb.
by move=> c; rewrite eq_sym => c_neq; have [-> ->] := all_votes c_neq.
Qed.


Theorem vote_mean_lt pi a b : policy pi -> (0 < N)%N -> pi b < pi a ->
  vote_mean pi b < vote_mean pi a.
Proof.
move=> pi_policy N_gt0 lt; have neq : a != b by apply/eqP => ab; move: lt; rewrite ab; lra.
pose W y := wins (fun c => (c == a) + votes y c)%N a.
have mean_b : vote_mean pi b = \sum_(y : {ffun 'I_N -> A}) (law pi (swap a b y) * W y).
  rewrite /vote_mean (reindex_inj (inv_inj (swapK a b))) /=.
  apply: eq_bigr => y _; congr (_ * _); rewrite /W.
  have := wins_involutive (fun c => (c == a) + votes y c)%N b (tradeK a b).
  rewrite tradeR => <-; apply: wins_ext => c; rewrite votes_swap; congr (_ + _)%N.
  by rewrite -(inj_eq (inv_inj (tradeK a b)) c b) tradeR.
have mean_b' : vote_mean pi b = \sum_(y : {ffun 'I_N -> A}) (law pi y * W (swap a b y)).
  rewrite mean_b (reindex_inj (inv_inj (swapK a b))) /=.
  by apply: eq_bigr => y _; rewrite swapK.
have mean_a' : vote_mean pi a
               = \sum_(y : {ffun 'I_N -> A}) (law pi (swap a b y) * W (swap a b y)).
  by rewrite /vote_mean (reindex_inj (inv_inj (swapK a b))).
have W_lead y : (votes y b < votes y a)%N -> W (swap a b y) <= W y.
  move=> lead; case: (boolP [forall c, ((c == a) + votes (swap a b y) c
                                        <= (a == a) + votes (swap a b y) a)%N]).
    move/forallP => top; rewrite {2}/W wins_alone; first exact: wins_le1.
    move=> c c_neq; rewrite (negbTE c_neq) eqxx add0n add1n ltnS.
    case: (c =P b) => [->|/eqP cb]; first exact: ltnW.
    have := top c; rewrite (negbTE c_neq) eqxx !votes_swap tradeL tradeD // add0n add1n.
    by move=> le; apply: leq_trans le _.
  by rewrite {1}/W /wins => /negbTE ->; exact: wins_ge0.
have W_level y : votes y b = votes y a -> W (swap a b y) = W y.
  move=> level; apply: wins_ext => c; congr (_ + _)%N; rewrite votes_swap.
  case: (c =P a) => [->|/eqP ca]; first by rewrite tradeL.
  case: (c =P b) => [->|/eqP cb]; first by rewrite tradeR.
  by rewrite tradeD.
have pair y : 0 <= (law pi y - law pi (swap a b y)) * (W y - W (swap a b y)).
  case: (ltngtP (votes y b) (votes y a)) => [lead|behind|level].
  - have := W_lead y lead; have := law_swap_lt pi_policy neq lt lead => *; nra.
  - have lead : (votes (swap a b y) b < votes (swap a b y) a)%N.
      by rewrite !votes_swap tradeR tradeL.
    have := W_lead _ lead; have := law_swap_lt pi_policy neq lt lead.
    by rewrite swapK => *; nra.
  - by rewrite (W_level y level); lra.
have strict : 0 < (law pi [ffun=> a] - law pi (swap a b [ffun=> a]))
                  * (W [ffun=> a] - W (swap a b [ffun=> a])).
  have [va vb] := all_votes neq.
  have lead : (votes [ffun=> a] b < votes [ffun=> a] a)%N by rewrite va vb.
  apply: Rmult_lt_0_compat; first by have := law_swap_lt pi_policy neq lt lead; lra.
  have -> : W [ffun=> a] = 1.
    apply: wins_alone => c; rewrite eq_sym => c_neq; have [-> ->] := all_votes c_neq.
    by rewrite /= eqxx 1?[c == a]eq_sym (negbTE c_neq) addn0.
  suff : W (swap a b [ffun=> a]) <= / 2 by lra.
  have [N1|N_neq1] := eqVneq N 1%N.
    apply: (wins_tied (b := b)) => //.
    by rewrite !votes_swap tradeL tradeR va vb eqxx eq_sym (negbTE neq) N1.
  rewrite /W (wins_behind (b := b)); first lra.
  rewrite !votes_swap tradeL tradeR va vb eqxx eq_sym (negbTE neq) /=.
  by rewrite addn0 add0n ltn_neqAle eq_sym N_neq1.
have total : 0 < \sum_(y : {ffun 'I_N -> A})
    ((law pi y - law pi (swap a b y)) * (W y - W (swap a b y))).
  rewrite -[X in X < _](_ : \sum_(y : {ffun 'I_N -> A}) 0 = 0); last by rewrite big1.
  by apply: (sum_lt (b := [ffun=> a])).
have double : \sum_(y : {ffun 'I_N -> A})
    ((law pi y - law pi (swap a b y)) * (W y - W (swap a b y)))
    = (vote_mean pi a - vote_mean pi b) + (vote_mean pi a - vote_mean pi b).
  rewrite {1}mean_b' {1}mean_b {2}mean_a' /vote_mean -!sum_sub -sum_add.
  by apply: eq_bigr => y _; rewrite -/(W y); ring.
by lra.
Qed.

(* The exponential bound, on the chance that a is not more than d ahead of j. *)
Definition overlap (pi : A -> R) a j : R := 1 - (sqrt (pi a) - sqrt (pi j)) ^ 2.

Lemma chernoff pi a j (d : nat) : policy pi -> a != j -> pi j < pi a ->
  \sum_(y : {ffun 'I_N -> A})
    (law pi y * (if (votes y a <= votes y j + d)%N then 1 else 0))
  <= sqrt (pi a / pi j) ^ d * overlap pi a j ^ N.
Proof.
move=> pi_policy neq lt; have [pi_gt0 sum1] := pi_policy.
have a_gt0 := pi_gt0 a; have j_gt0 := pi_gt0 j.
have sa_gt0 : 0 < sqrt (pi a) by apply: sqrt_lt_R0.
have sj_gt0 : 0 < sqrt (pi j) by apply: sqrt_lt_R0.
have s_lt : sqrt (pi j) < sqrt (pi a) by apply: sqrt_lt_1; lra.
have sa2 : sqrt (pi a) * sqrt (pi a) = pi a by apply: sqrt_sqrt; lra.
have sj2 : sqrt (pi j) * sqrt (pi j) = pi j by apply: sqrt_sqrt; lra.
rewrite sqrt_div_alt //.
pose t := sqrt (pi a) / sqrt (pi j); rewrite -/t.
have t_gt1 : 1 < t.
  apply: (Rmult_lt_reg_r (sqrt (pi j))) => //.
  by rewrite /t /Rdiv Rmult_assoc Rinv_l; lra.
have t_pow n : 1 <= t ^ n by apply: pow_R1_Rle; lra.
pose g (x : A) := if x == j then t else if x == a then / t else 1.
have step : \sum_(x : A) (pi x * g x) = overlap pi a j.
  have -> : overlap pi a j = 1 + (pi j * (t - 1) + pi a * (/ t - 1)).
    have key u v : 0 < u -> 0 < v ->
        1 - (u - v) ^ 2 = 1 + (v * v * (u / v - 1) + u * u * (/ (u / v) - 1)).
      by move=> u_gt0 v_gt0; field; lra.
    by rewrite /overlap (key _ _ sa_gt0 sj_gt0) sa2 sj2.
  rewrite -[X in _ = X + _]sum1 -(sum_pick j (fun x => pi x * (t - 1))).
  rewrite -(sum_pick a (fun x => pi x * (/ t - 1))) -!sum_add.
  apply: eq_bigr => x _; rewrite /g; case: (x =P j) => [->|_].
    by rewrite eq_sym (negbTE neq); ring.
  by case: (x == a); ring.
have -> : t ^ d * overlap pi a j ^ N
          = \sum_(y : {ffun 'I_N -> A}) (law pi y * (t ^ d * (t ^ votes y j * (/ t) ^ votes y a))).
  rewrite -step.
  have -> : (\sum_(x : A) (pi x * g x)) ^ N
            = \big[Rmult/1]_(i < N) (\sum_(x : A) (pi x * g x)).
    by rewrite big_const card_ord; elim: (N) => //= n ->.
  rewrite bigA_distr_bigA sum_distrr; apply: eq_bigr => y _.
  rewrite -prod_pair 1?eq_sym // big_split /= -/(law pi y).
  by rewrite /g; ring.
apply: sum_le => y _; apply: Rmult_le_compat_l; first by left; exact: law_gt0.
case: ifP => [le|_].
  rewrite -Rmult_assoc -pow_add [(d + _)%coq_nat](_ : _ = (votes y j + d)%N); last by rewrite addnC.
  by rewrite -(subnKC le) pow_pair; [exact: t_pow|lra].
apply: Rmult_le_pos; first by have := t_pow d; lra.
apply: Rmult_le_pos; first by have := t_pow (votes y j); lra.
by left; apply: pow_lt; apply: Rinv_0_lt_compat; lra.
Qed.

Theorem vote_fails pi a : policy pi -> (forall j, j != a -> pi j < pi a) ->
  1 - label_share pi a <= \sum_(j | j != a) overlap pi a j ^ N.
Proof.
move=> pi_policy mode; rewrite -(law_sum1 pi_policy) -sum_sub.
apply: Rle_trans (_ : \sum_(j | j != a) \sum_(y : {ffun 'I_N -> A})
    (law pi y * (if (votes y a <= votes y j + 0)%N then 1 else 0)) <= _); last first.
  apply: sum_le => j j_neq; rewrite -[X in _ <= X]Rmult_1_l.
  by apply: (chernoff 0) => //; [rewrite eq_sym|exact: mode].
rewrite exchange_big; apply: sum_le => y _ /=; rewrite -sum_distrr.
have l_gt0 := law_gt0 y pi_policy.
suff le : 1 - wins (votes y) a
     <= \sum_(j | j != a) (if (votes y a <= votes y j + 0)%N then 1 else 0).
  by have := Rmult_le_compat_l _ _ _ (Rlt_le _ _ l_gt0) le; lra.
have some_ge0 j : 0 <= (if (votes y a <= votes y j + 0)%N then 1 else 0).
  by case: ifP => _; lra.
case: (pickP (fun j => (j != a) && (votes y a <= votes y j + 0)%N)) => [j /andP[j_neq le]|none].
  rewrite (bigD1 j) //= le; have := wins_ge0 (votes y) a.
  have : 0 <= \sum_(i | (i != a) && (i != j)) (if (votes y a <= votes y i + 0)%N then 1 else 0).
    by apply: sum_ge0.
  by lra.
rewrite wins_alone; first by rewrite Rminus_eq_0; apply: sum_ge0.
move=> j j_neq; have := none j; rewrite j_neq /= addn0.
by rewrite leqNgt => /negbFE.
Qed.

(* The mode is among the rollouts, hence the most probable of them. *)
Theorem best_of pi (m : A) : policy pi ->
  \sum_(y : {ffun 'I_N -> A}) (law pi y * (if [exists i, y i == m] then 1 else 0))
  = 1 - (1 - pi m) ^ N.
Proof.
move=> pi_policy; have [_ sum1] := pi_policy.
have -> : (1 - pi m) ^ N = \big[Rmult/1]_(i < N) (\sum_(x : A) (if x == m then 0 else pi x)).
  have -> : \sum_(x : A) (if x == m then 0 else pi x) = 1 - pi m.
    rewrite -sum1 -[X in _ = _ - X](sum_pick m pi) -sum_sub.
    by apply: eq_bigr => x _; case: (x == m); ring.
  by rewrite big_const card_ord; elim: (N) => //= n ->.
rewrite bigA_distr_bigA -[X in _ = X - _](law_sum1 pi_policy) -sum_sub; apply: eq_bigr => y _.
case: (boolP [exists i, y i == m]) => [/existsP [i /eqP yi]|/existsPn none].
  have zero : \big[Rmult/1]_(j < N) (if y j == m then 0 else pi (y j)) = 0.
    by rewrite (bigD1 i) //= yi eqxx Rmult_0_l.
  by transitivity (law pi y - 0); [ring|congr (_ - _); symmetry; exact: zero].
have same : \big[Rmult/1]_(i < N) (if y i == m then 0 else pi (y i)) = law pi y.
  by apply: eq_bigr => i _; rewrite (negbTE (none i)).
by transitivity (law pi y - law pi y); [ring|congr (_ - _); symmetry; exact: same].
Qed.

End Rollouts.

Section Limits.

Variables (A : finType) (pi : A -> R) (a : A).
Hypothesis pi_policy : policy pi.
Hypothesis mode : forall j, j != a -> pi j < pi a.

Lemma overlap_in01 j : j != a -> 0 <= overlap pi a j < 1.
Proof.
move=> j_neq; have [pi_gt0 _] := pi_policy; have lt := mode j_neq.
have s_lt : sqrt (pi j) < sqrt (pi a) by apply: sqrt_lt_1; have := pi_gt0 j; lra.
have sj_gt0 : 0 < sqrt (pi j) by apply: sqrt_lt_R0.
have sa_le1 : sqrt (pi a) <= 1.
  by rewrite -sqrt_1; apply: sqrt_le_1; have := pi_gt0 a; have := policy_le1 a pi_policy; lra.
by rewrite /overlap; move: (sqrt (pi a)) (sqrt (pi j)) s_lt sj_gt0 sa_le1 => u v *; nra.
Qed.

Lemma label_share_le N : label_share N pi a <= vote_mean N pi a.
Proof.
apply: sum_le => y _; apply: Rmult_le_compat_l; first by left; exact: law_gt0.
case: (boolP [forall b, (votes y b <= votes y a)%N]) => [/forallP top|]; last first.
  by move/negbTE => lost; rewrite {1}/wins lost; exact: wins_ge0.
rewrite [X in _ <= X]wins_alone; first exact: wins_le1.
by move=> b b_neq; rewrite (negbTE b_neq) eqxx add0n add1n ltnS; exact: top.
Qed.

Lemma vote_mean_le1 N b : vote_mean N pi b <= 1.
Proof.
rewrite -(law_sum1 N pi_policy); apply: sum_le => y _.
rewrite -[X in _ <= X]Rmult_1_r; apply: Rmult_le_compat_l; last exact: wins_le1.
by left; exact: law_gt0.
Qed.

Lemma vote_mean_ge0 N b : 0 <= vote_mean N pi b.
Proof.
apply: sum_ge0 => y _; apply: Rmult_le_pos; last exact: wins_ge0.
by left; exact: law_gt0.
Qed.

Lemma vote_mean_other N j : j != a ->
  vote_mean N pi j <= sqrt (pi a / pi j) * overlap pi a j ^ N.
Proof.
move=> j_neq; rewrite -[X in _ <= X * _]pow_1.
apply: Rle_trans (chernoff N 1 pi_policy _ (mode j_neq)); last by rewrite eq_sym.
apply: sum_le => y _; apply: Rmult_le_compat_l; first by left; exact: law_gt0.
case: leqP => [_|behind]; first exact: wins_le1.
rewrite (wins_behind (b := a)); first exact: Rle_refl.
by rewrite eqxx eq_sym (negbTE j_neq) add0n add1n -addn1.
Qed.

Lemma fails_lim : is_lim_seq (fun N => \sum_(j | j != a) overlap pi a j ^ N) 0.
Proof.
elim: (index_enum A) => [|j s s_lim].
  by apply: (is_lim_seq_ext (fun=> 0)) => [N|]; rewrite ?big_nil //; exact: is_lim_seq_const.
case: (boolP (j != a)) => [j_neq|j_eq]; last first.
  by apply: is_lim_seq_ext s_lim => N; rewrite big_cons (negbTE j_eq).
apply: (is_lim_seq_ext (fun N => 1 * overlap pi a j ^ N
                                 + \big[Rplus/0]_(i <- s | i != a) overlap pi a i ^ N)).
  by move=> N; rewrite big_cons j_neq Rmult_1_l.
rewrite -[X in is_lim_seq _ (Finite X)]Rplus_0_l; apply: is_lim_seq_plus' => //.
by apply: lim_geom0; have := overlap_in01 j_neq => ?; rewrite Rabs_pos_eq; lra.
Qed.

Theorem vote_mean_lim b :
  is_lim_seq (fun N => vote_mean N pi b) (if b == a then 1 else 0).
Proof.
case: (b =P a) => [->|/eqP b_neq].
  apply: (lim_shrink _ fails_lim) => N; rewrite Rabs_minus_sym Rabs_pos_eq.
    by have := vote_fails N pi_policy mode; have := label_share_le N; lra.
  by have := vote_mean_le1 N a; lra.
apply: (lim_shrink (e := fun N => sqrt (pi a / pi b) * overlap pi a b ^ N)).
  move=> N; rewrite Rminus_0_r Rabs_pos_eq; first exact: vote_mean_other.
  exact: vote_mean_ge0.
by apply: lim_geom0; have := overlap_in01 b_neq => ?; rewrite Rabs_pos_eq; lra.
Qed.

Theorem enough_votes b (delta : R) (N : nat) :
  b != a -> (forall j, j != a -> pi j <= pi b) -> 0 < delta ->
  0 < overlap pi a b ->
  ln ((INR #|A| - 1) / delta) / - ln (overlap pi a b) <= INR N ->
  1 - label_share N pi a <= delta.
Proof.
move=> b_neq second delta_gt0 q_gt0 large.
have [pi_gt0 _] := pi_policy; have [_ q_lt1] := overlap_in01 b_neq.
apply: Rle_trans (vote_fails N pi_policy mode) _.
apply: Rle_trans (_ : \sum_(j | j != a) overlap pi a b ^ N <= _).
  apply: sum_le => j j_neq; apply: pow_incr; split; first by case: (overlap_in01 j_neq).
  have le : sqrt (pi j) <= sqrt (pi b) by apply: sqrt_le_1; [left|left|exact: second].
  have lt : sqrt (pi b) < sqrt (pi a) by apply: sqrt_lt_1; [left|left|exact: mode].
  by rewrite /overlap; move: (sqrt (pi a)) (sqrt (pi b)) (sqrt (pi j)) le lt => *; nra.
have -> : \sum_(j | j != a) overlap pi a b ^ N = (INR #|A| - 1) * overlap pi a b ^ N.
  have -> : INR #|A| - 1 = INR #|[pred j | j != a]|.
    rewrite (cardD1 a A) inE plus_INR [X in X + _ - 1](_ : _ = 1) // Rplus_comm.
    rewrite /Rminus Rplus_assoc Rplus_opp_r Rplus_0_r; congr INR.
    by apply: eq_card => j; rewrite !inE andbT.
  rewrite big_const; elim: #|_| => [|n IH]; first by rewrite Rmult_0_l.
  by rewrite iterS IH S_INR; ring.
have K_gt0 : 0 < INR #|A| - 1.
  suff : 1 < INR #|A| by lra.
  apply: (lt_INR 1); apply/ltP.
  by rewrite (cardD1 a) (cardD1 b) !inE b_neq.
have ln_lt0 : ln (overlap pi a b) < 0 by rewrite -ln_1; apply: ln_increasing.
have bound : ln ((INR #|A| - 1) / delta) + INR N * ln (overlap pi a b) <= 0.
  have := Rmult_le_compat_r (- ln (overlap pi a b)) _ _ ltac:(lra) large.
  by rewrite /Rdiv Rmult_assoc Rinv_l; lra.
have pow_exp : overlap pi a b ^ N = exp (INR N * ln (overlap pi a b)).
  by rewrite -Rpower_pow // /Rpower.
have frac_gt0 : 0 < (INR #|A| - 1) / delta by apply: Rdiv_lt_0_compat.
have -> : INR #|A| - 1 = delta * ((INR #|A| - 1) / delta) by field; lra.
rewrite -{1}(exp_ln _ frac_gt0) pow_exp Rmult_assoc -exp_plus.
rewrite -[X in _ <= X]Rmult_1_r; apply: Rmult_le_compat_l; first lra.
case: bound => [lt|->]; last by rewrite exp_0; exact: Rle_refl.
by left; rewrite -[X in _ < X]exp_0; exact: exp_increasing.
Qed.

End Limits.
