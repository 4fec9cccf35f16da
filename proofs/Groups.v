(* One group of rollouts: its gradient, and what its vote pays.

   draw N F           == the mean of F over the counts of N rollouts drawn from pi,
                         added to the counts one starts with
   draw_step          == draw N.+1 is one rollout, then draw N
   one_vote a         == the counts of a single rollout that answers a
   top_count c        == the number of votes of the most frequent answer
   vote_pay           == N times what a group's vote pays in the mean is the
                         number of votes of its most frequent answer
   logged_reward      == the mean of vote_mean over the policy is the mean share
                         of the most frequent answer                    (T28)
   frequency y a      == the share of the rollouts y that answer a
   group_gradient y m a == the logit gradient of a group with the label m: the mean
                         of (reward - mean reward) (1[y_i = a] - pi a)
   group_gradient_closed == it is f_a (1[a = m] - f_m)                   (T27)
   group_variance     == and the variance of the rewards is f_m (1 - f_m) (T27)
   leave_one_out      == against the mean of the other rewards it is N / (N - 1)
                         times that                                       (T27)
   group_silent       == it vanishes exactly if all rollouts agree        (T27)
   unanimous          == which happens with the probability sum_a pi_a^N  (T27) *)

From Coq Require Import Reals Lra FunctionalExtensionality.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Rollouts.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Draws.

Variables (A : finType) (pi : A -> R).

Definition one_vote (a b : A) : nat := (b == a)%N.

Definition draw (N : nat) (F : (A -> nat) -> R) (c : A -> nat) : R :=
  \sum_(y : {ffun 'I_N -> A}) (law pi y * F (fun b => c b + votes y b)%N).

(* A group of N.+1 rollouts is the first one and the N others. *)
Definition join N (xz : A * {ffun 'I_N -> A}) : {ffun 'I_N.+1 -> A} :=
  [ffun i => if unlift ord0 i is Some j then xz.2 j else xz.1].

Definition split_off N (y : {ffun 'I_N.+1 -> A}) : A * {ffun 'I_N -> A} :=
  (y ord0, [ffun j => y (lift ord0 j)]).

Lemma joinK N : cancel (@join N) (@split_off N).
Proof.
case=> x z; rewrite /split_off /join ffunE unlift_none /=; congr (_, _).
by apply/ffunP => j; rewrite !ffunE liftK.
Qed.

Lemma split_offK N : cancel (@split_off N) (@join N).
Proof.
move=> y; apply/ffunP => i; rewrite ffunE /split_off /=.
by case: unliftP => [j ->|->] //; rewrite ffunE.
Qed.

Lemma law_join N x (z : {ffun 'I_N -> A}) : law pi (join (x, z)) = pi x * law pi z.
Proof.
rewrite /law big_ord_recl /join ffunE unlift_none; congr (_ * _).
by apply: eq_bigr => j _; rewrite ffunE liftK.
Qed.

Lemma votes_sum N (y : {ffun 'I_N -> A}) b : votes y b = (\sum_(i < N) (y i == b))%N.
Proof. by rewrite /votes -sum1dep_card big_mkcond; apply: eq_bigr => i _; case: (y i == b). Qed.

Lemma votes_join N x (z : {ffun 'I_N -> A}) b : votes (join (x, z)) b = ((b == x) + votes z b)%N.
Proof.
rewrite !votes_sum big_ord_recl /join ffunE unlift_none /= eq_sym; congr (_ + _)%N.
by apply: eq_bigr => j _; rewrite ffunE liftK.
Qed.

Lemma draw_ext N F c d : c =1 d -> draw N F c = draw N F d.
Proof. by move=> /functional_extensionality ->. Qed.

Lemma draw0 F c : draw 0 F c = F c.
Proof.
rewrite /draw (eq_bigr (fun=> F c)) => [|y _].
  rewrite big_const (_ : #|_| = 1%N) /=; first ring.
  by rewrite card_ffun card_ord expn0.
rewrite /law big_ord0 Rmult_1_l; congr F; apply: functional_extensionality => b.
by rewrite votes_sum big_ord0 addn0.
Qed.

Theorem draw_step N F c :
  draw N.+1 F c = \sum_(x : A) (pi x * draw N F (fun b => c b + one_vote x b)%N).
Proof.
rewrite /draw (reindex (@join N)) /=; last first.
  by exists (@split_off N) => ? _; [exact: joinK|exact: split_offK].
transitivity (\sum_(xz : A * {ffun 'I_N -> A})
   (pi xz.1 * (law pi xz.2 * F (fun b => c b + one_vote xz.1 b + votes xz.2 b)%N))).
  apply: eq_bigr => -[x z] _; rewrite law_join Rmult_assoc; congr (_ * (_ * _)).
  by congr F; apply: functional_extensionality => b; rewrite votes_join addnA.
rewrite -(pair_big xpredT xpredT (fun x z => pi x * (law pi z * F (fun b => c b + one_vote x b + votes z b)%N))) /=.
by apply: eq_bigr => x _; rewrite sum_distrr.
Qed.

Lemma draw_add N F G c : draw N (fun d => F d + G d) c = draw N F c + draw N G c.
Proof. by rewrite /draw -sum_add; apply: eq_bigr => y _; ring. Qed.

Lemma draw_scale N F x c : draw N (fun d => x * F d) c = x * draw N F c.
Proof. by rewrite /draw sum_distrr; apply: eq_bigr => y _; ring. Qed.

Lemma draw_sum N (J : finType) (F : J -> (A -> nat) -> R) c :
  draw N (fun d => \sum_(j : J) F j d) c = \sum_(j : J) draw N (F j) c.
Proof. by rewrite /draw exchange_big; apply: eq_bigr => y _; rewrite sum_distrr. Qed.

Lemma one_voteC (c : A -> nat) (a x : A) :
  (fun b => c b + one_vote a b + one_vote x b)%N = (fun b => c b + one_vote x b + one_vote a b)%N.
Proof. by apply: functional_extensionality => b; rewrite addnAC. Qed.

(* Counting a's votes is to draw one that answers a, and the others after it. *)
Theorem count_out N a G c :
  draw N.+1 (fun d => INR (d a - c a) * G d) c
  = INR N.+1 * (pi a * draw N G (fun b => c b + one_vote a b)%N).
Proof.
have first (x : A) : (c a + one_vote x a = c a + (a == x))%N by [].
elim: N c {first} => [|N IH] c.
  rewrite draw_step (eq_bigr (fun x => if x == a then pi x * G (fun b => c b + one_vote x b)%N else 0)).
    by rewrite (sum_pick a (fun x => pi x * _)) draw0 /=; ring.
  move=> x _; rewrite draw0 addKn /one_vote eq_sym; case: (x == a) => /=; ring.
rewrite draw_step.
have step x : draw N.+1 (fun d => INR (d a - c a) * G d) (fun b => c b + one_vote x b)%N
  = (if x == a then draw N.+1 G (fun b => c b + one_vote x b)%N else 0)
    + INR N.+1 * (pi a * draw N G (fun b => c b + one_vote a b + one_vote x b)%N).
  rewrite one_voteC -IH /=.
  have -> : (if x == a then draw N.+1 G (fun b => c b + one_vote x b)%N else 0)
            = draw N.+1 (fun d => (if x == a then 1 else 0) * G d) (fun b => c b + one_vote x b)%N.
    by rewrite draw_scale; case: (x == a); ring.
  rewrite -draw_add; apply: eq_bigr => y _; congr (_ * _).
  have -> : (c a + one_vote x a + votes y a - c a
             = one_vote x a + (c a + one_vote x a + votes y a - (c a + one_vote x a)))%N.
    by rewrite addKn -addnA addKn.
  rewrite plus_INR /one_vote eq_sym; case: (x == a) => /=; ring.
rewrite (eq_bigr (fun x => (if x == a then pi x * draw N.+1 G (fun b => c b + one_vote x b)%N else 0)
   + INR N.+1 * pi a * (pi x * draw N G (fun b => c b + one_vote a b + one_vote x b)%N))).
  rewrite sum_add (sum_pick a (fun x => pi x * _)) -sum_distrr -draw_step.
  by rewrite [INR N.+2]S_INR; ring.
by move=> x _; rewrite step; case: (x == a); ring.
Qed.

Definition top_count (c : A -> nat) : nat := \max_(b : A) c b.

Theorem vote_pay (c : A -> nat) : (0 < #|A|)%N ->
  \sum_(a : A) (INR (c a) * wins c a) = INR (top_count c).
Proof.
move=> A_some; rewrite /top_count; have [m m_top] := eq_bigmax c A_some.
have top b : [forall d, (c d <= c b)%N] = (c b == \max_(d : A) c d).
  apply/forallP/eqP => [all|-> d]; last exact: leq_bigmax.
  by apply/eqP; rewrite eqn_leq leq_bigmax /= m_top.
pose T := [set b | [forall d, (c d <= c b)%N]].
have m_in : m \in T by rewrite inE top m_top.
have T_gt0 : 0 < INR #|T| by apply: lt_0_INR; apply/ltP/card_gt0P; exists m.
rewrite (eq_bigr (fun a => if a \in T then INR (\max_(d : A) c d) * / INR #|T| else 0)) => [|a _].
  rewrite -big_mkcond big_const.
  have copies n y : iter n (Rplus y) 0 = INR n * y.
    by elim: n => [|n IH]; [rewrite /=; ring|rewrite iterS IH S_INR; ring].
  by rewrite copies; field; lra.
by rewrite inE top /wins top -/T; case: (c a =P _) => [->|_] //; ring.
Qed.

Theorem logged_reward n (a0 : A) :
  \sum_(a : A) (pi a * vote_mean n pi a)
  = \sum_(y : {ffun 'I_n.+1 -> A}) (law pi y * (INR (top_count (votes y)) / INR n.+1)).
Proof.
have n_gt0 : 0 < INR n.+1 by apply: lt_0_INR; apply/ltP.
have A_some : (0 < #|A|)%N by apply/card_gt0P; exists a0.
pose none (b : A) := 0%N.
have pay : draw n.+1 (fun d => \sum_(a : A) (INR (d a - none a) * wins d a)) none
   = INR n.+1 * \sum_(a : A) (pi a * vote_mean n pi a).
  by rewrite draw_sum sum_distrr; apply: eq_bigr => a _; rewrite count_out.
have -> : \sum_(a : A) (pi a * vote_mean n pi a)
  = draw n.+1 (fun d => \sum_(a : A) (INR (d a - none a) * wins d a)) none / INR n.+1.
  by rewrite pay; field; lra.
rewrite /draw sum_divr; apply: eq_bigr => y _.
rewrite (eq_bigr (fun a => INR (votes y a) * wins (votes y) a)) => [|a _]; last by rewrite subn0.
by rewrite vote_pay // /Rdiv; ring.
Qed.

End Draws.

Section Gradient.

Variables (A : finType) (N : nat).
Hypothesis N_gt0 : (0 < N)%N.

Definition frequency (y : {ffun 'I_N -> A}) (a : A) : R := INR (votes y a) / INR N.

Definition group_reward (y : {ffun 'I_N -> A}) (m : A) (i : 'I_N) : R := if y i == m then 1 else 0.

Definition group_mean (y : {ffun 'I_N -> A}) (m : A) : R :=
  (\big[Rplus/0]_(i < N) group_reward y m i) / INR N.

Definition group_gradient (pi : A -> R) (y : {ffun 'I_N -> A}) (m a : A) : R :=
  (\big[Rplus/0]_(i < N) ((group_reward y m i - group_mean y m) * ((if y i == a then 1 else 0) - pi a))) / INR N.

Let N_pos : 0 < INR N.
Proof. by apply: lt_0_INR; apply/ltP. Qed.

Lemma count_sum (y : {ffun 'I_N -> A}) a :
  \big[Rplus/0]_(i < N) (if y i == a then 1 else 0) = INR (votes y a).
Proof.
rewrite -big_mkcond big_const /votes cardsE.
by elim: #|_| => // n IH; rewrite iterS IH S_INR Rplus_comm.
Qed.

Lemma group_mean_closed y m : group_mean y m = frequency y m.
Proof. by rewrite /group_mean count_sum. Qed.

Lemma sum_const (x : R) : \big[Rplus/0]_(i < N) x = INR N * x.
Proof.
by rewrite big_const card_ord; elim: (N) => [|n IH]; [rewrite /=; ring|rewrite iterS IH S_INR; ring].
Qed.

Theorem group_gradient_closed pi y m a :
  group_gradient pi y m a = frequency y a * ((if a == m then 1 else 0) - frequency y m).
Proof.
have N_neq0 := N_pos; rewrite /group_gradient group_mean_closed.
have -> : \big[Rplus/0]_(i < N) ((group_reward y m i - frequency y m) * ((if y i == a then 1 else 0) - pi a))
  = ((if a == m then 1 else 0) - frequency y m) * INR (votes y a)
    - pi a * (INR (votes y m) - INR N * frequency y m).
  rewrite -!count_sum -sum_const -sum_sub !sum_distrr -sum_sub; apply: eq_bigr => i _.
  rewrite /group_reward; case: (y i =P a) => [->|_]; last ring.
  by case: (a == m); ring.
by rewrite /frequency; field; lra.
Qed.

Theorem group_variance y m :
  (\big[Rplus/0]_(i < N) (group_reward y m i - group_mean y m) ^ 2) / INR N
  = frequency y m * (1 - frequency y m).
Proof.
have N_neq0 := N_pos; rewrite group_mean_closed.
have -> : \big[Rplus/0]_(i < N) (group_reward y m i - frequency y m) ^ 2
  = (1 - 2 * frequency y m) * INR (votes y m) + INR N * frequency y m ^ 2.
  rewrite -count_sum -sum_const sum_distrr -sum_add; apply: eq_bigr => i _.
  by rewrite /group_reward; case: (y i == m); ring.
by rewrite /frequency; field; lra.
Qed.

(* Each reward against the mean of the others', and the variance with N - 1. *)
Theorem leave_one_out pi (y : {ffun 'I_N -> A}) m a : (1 < N)%N ->
  (\big[Rplus/0]_(i < N) ((group_reward y m i
      - ((\big[Rplus/0]_(j < N) group_reward y m j) - group_reward y m i) / (INR N - 1))
      * ((if y i == a then 1 else 0) - pi a))) / INR N
  = INR N / (INR N - 1) * group_gradient pi y m a.
Proof.
move=> N_gt1; have N_neq1 : 1 < INR N by apply: (lt_INR 1); apply/ltP.
rewrite /group_gradient sum_divr /Rdiv -Rmult_assoc sum_distrr sum_distrl.
apply: eq_bigr => i _; rewrite /group_mean.
by move: (\big[Rplus/0]_(j < N) group_reward y m j) => S; field; lra.
Qed.

Lemma votes_all (y : {ffun 'I_N -> A}) m : votes y m = N <-> forall i, y i = m.
Proof.
split=> [all i|same].
  have e : [set j | y j == m] = setT.
    by apply/eqP; rewrite eqEcard subsetT cardsT card_ord /= -[X in (X <= _)%N]all leqnn.
  by apply/eqP; have : i \in [set j | y j == m]; [rewrite e inE|rewrite inE].
rewrite /votes (_ : [set i | y i == m] = setT) ?cardsT ?card_ord //.
by apply/setP => i; rewrite !inE same eqxx.
Qed.

Theorem group_silent pi (y : {ffun 'I_N -> A}) m : (0 < votes y m)%N ->
  (forall a, group_gradient pi y m a = 0) <-> forall i, y i = m.
Proof.
move=> m_some; rewrite -votes_all; have N_neq0 := N_pos.
have f_gt0 : 0 < INR (votes y m) by apply: lt_0_INR; apply/ltP.
split=> [/(_ m)|all a].
  rewrite group_gradient_closed eqxx => e; apply: INR_eq.
  have : frequency y m = 1.
    have neq : frequency y m <> 0 by have : 0 < frequency y m by [apply: Rdiv_lt_0_compat]; lra.
    by case: (Rmult_integral _ _ e) => ?; lra.
  rewrite /frequency => e1; rewrite -(Rmult_1_l (INR N)) -e1; field; lra.
rewrite group_gradient_closed /frequency all; case: (a =P m) => [->|/eqP neq].
  by field; lra.
have -> : votes y a = 0%N.
  apply: eq_card0 => i; rewrite !inE; have -> := (votes_all y m).1 all i.
  by rewrite eq_sym (negbTE neq).
by rewrite /= /Rdiv; ring.
Qed.

Theorem unanimous (pi : A -> R) :
  \sum_(y : {ffun 'I_N -> A}) (law pi y * (if [exists a, [forall i, y i == a]] then 1 else 0))
  = \sum_(a : A) pi a ^ N.
Proof.
transitivity (\sum_(a : A) \sum_(y : {ffun 'I_N -> A}) (if y == [ffun=> a] then law pi y else 0)).
  rewrite exchange_big; apply: eq_bigr => y _; case: existsP => [[a /forallP all]|none].
    have -> : y = [ffun=> a] by apply/ffunP => i; rewrite ffunE; apply/eqP.
    rewrite Rmult_1_r -[LHS](sum_pick a (fun=> law pi [ffun=> a])); apply: eq_bigr => b _.
    case: (b =P a) => [->|neq]; first by rewrite eqxx.
    rewrite ifF //; apply/eqP => /ffunP /(_ (Ordinal N_gt0)); rewrite !ffunE => e.
    by apply: neq.
  rewrite Rmult_0_r big1 // => a _; rewrite ifF //; apply/eqP => e; apply: none.
  by exists a; apply/forallP => i; rewrite e ffunE.
apply: eq_bigr => a _; rewrite (sum_pick [ffun=> a] (law pi)) /law.
rewrite (eq_bigr (fun=> pi a)) => [|i _]; last by rewrite ffunE.
by rewrite big_const card_ord; elim: (N) => // n IH; rewrite iterS IH.
Qed.

End Gradient.
